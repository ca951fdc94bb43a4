export type { CellKind, CellValue } from './element.ts';
export type { EventQuestion, LotsOfQuestion } from './event-question.ts';
export { Locations } from './locations.ts';
export { sheetEvents, sheetOf, sheets } from './sheets.ts';
export type { LeftOut, Sheet, SheetEvent, SheetRow } from './sheets.ts';
