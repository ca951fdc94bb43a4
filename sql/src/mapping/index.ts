export { blankedBySample } from './blanked-by-sample.ts';
export { checkMapping, compileMapping } from './compile-mapping.ts';
export { evaluateSource, type MappedRow, type RowFault, type SourceRow } from './evaluate-source.ts';
export { identityMapping, type IdentityMapping } from './identity-mapping.ts';
export { grammarVersion, MappingDocument } from './mapping-document.ts';
export { InvalidMapping, type MappingFault } from './mapping-fault.ts';
export { parseMapping } from './parse-mapping.ts';
