import { quoteLiteral } from '../engine/bind-parameters.ts';
import { blanks } from '../import/blanks.ts';
import type { MappingDocument } from './mapping-document.ts';
import type { Faults, Path } from './mapping-fault.ts';
import { nearest } from './nearest-name.ts';

/** The columns of a file as SQL over the staged `c0 … cN`, and which of them a mapping reads. */
export class SourceColumns {
  /** null: no file is known yet, so every name is taken for a column. */
  private readonly header: readonly string[] | null;
  private readonly document: Pick<MappingDocument, 'trim' | 'nulls' | 'format'>;
  private readonly read = new Set<number>();
  /** Keys that no line of a JSON Lines file has: they are optional there, so nothing stands for them. */
  private readonly absent = new Set<string>();

  constructor(header: readonly string[] | null, document: Pick<MappingDocument, 'trim' | 'nulls' | 'format'>) {
    this.header = header;
    this.document = document;
  }

  /**
   * SQL Nullable(String): what the column holds, NULL for blanks and null markers. Blanks around it stay where it is `exact`, unless the
   * document says otherwise.
   */
  expression(name: string, exact: boolean, path: Path, faults: Faults): string {
    const index = this.header === null ? 0 : this.find(name, this.header);
    if (index === -1) return this.missing(name, path, faults);
    this.read.add(index);
    const text = trimmed(`c${index}`);
    const markers = ['', ...this.document.nulls];
    const trim = this.document.trim ?? !exact;
    return trim ? withoutMarkers(text, markers) : `if(${isOneOf(text, markers)}, NULL, c${index})`;
  }

  positions(): number[] {
    return [...this.read];
  }

  /** What is worth telling: columns that nothing reads, keys that are nowhere. */
  warnings(): string[] {
    const unread = (this.header ?? []).filter((name, index) => name !== '' && !this.read.has(index));
    return [
      ...listed('column is not used', 'columns are not used', unread),
      ...listed('key is in no line', 'keys are in no line', [...this.absent]),
    ];
  }

  private missing(name: string, path: Path, faults: Faults): string {
    const similar = nearest(name, this.header ?? []);
    if (this.document.format === 'jsonl' && similar === null) {
      this.absent.add(name);
      return "CAST(NULL, 'Nullable(String)')";
    }
    faults.add(path, `The file has no column "${name}"${similar === null ? '' : `; did you mean "${similar}"?`}`);
    return 'NULL';
  }

  /** The exact name, else the only one that differs in case alone. */
  private find(name: string, header: readonly string[]): number {
    const exact = header.indexOf(name);
    if (exact !== -1) return exact;
    const folded = name.toLowerCase();
    const alike = header.flatMap((column, index) => (column.toLowerCase() === folded ? [index] : []));
    return alike.length === 1 ? alike[0]! : -1;
  }
}

/** Most wide files hold more than is wanted, so it is only mentioned. */
function listed(one: string, many: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `${names.length} ${names.length === 1 ? one : many}: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ' …' : ''}`,
  ];
}

export const trimmed = (text: string): string => `trimBoth(${text}, ${blanks})`;

/** SQL: NULL where the text is one of the markers. */
export function withoutMarkers(text: string, markers: readonly string[]): string {
  const distinct = [...new Set(markers)];
  if (distinct.length === 1) return `nullIf(${text}, ${quoteLiteral(distinct[0]!)})`;
  return `if(${isOneOf(text, distinct)}, NULL, ${text})`;
}

const isOneOf = (text: string, markers: readonly string[]): string =>
  `${text} IN (${[...new Set(markers)].map(quoteLiteral).join(', ')})`;
