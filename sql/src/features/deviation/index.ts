export { unmixedParts } from './unmixed-parts.ts';
export { readDeviationFeatures, type DeviationFeatureOptions, type DeviationFeatures } from './deviation-features.ts';
