/** Ways to start a recall that no single id names: what was at a machine in a time window, a range of serials, a customer's period … */
import { Root, type SearchKind } from '@lotscope/api/contract';

export interface StartField {
  readonly name: 'site' | 'line' | 'machine' | 'from' | 'to' | 'serialFrom' | 'serialTo' | NamedBy;
  readonly label: string;
  readonly type: 'place' | 'site' | 'moment' | 'named';
  readonly required?: true;
  /** Of what is named: the kind that is suggested while typing. */
  readonly kind?: SearchKind;
  /** Need not exist itself: the end of a range. */
  readonly within?: true;
}

type NamedBy = 'supplierLot' | 'order' | 'shipment' | 'customer' | 'operation' | 'handlingUnit';

export interface Start {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly StartField[];
}

const span: readonly StartField[] = [
  { name: 'from', label: 'From', type: 'moment' },
  { name: 'to', label: 'To', type: 'moment' },
];
const named = (name: NamedBy, label: string): StartField => ({
  name,
  label,
  type: 'named',
  kind: name,
  required: true,
});
const serial = (name: 'serialFrom' | 'serialTo', label: string): StartField => ({
  name,
  label,
  type: 'named',
  kind: 'serial',
  within: true,
  required: true,
});

export const starts: readonly Start[] = [
  {
    id: 'place',
    label: 'Machine, line or site, and time',
    fields: [
      { name: 'site', label: 'Site', type: 'site' },
      { name: 'line', label: 'Line', type: 'place' },
      { name: 'machine', label: 'Machine', type: 'place' },
      ...span,
    ],
  },
  {
    id: 'serials',
    label: 'Range of serials',
    fields: [serial('serialFrom', 'First serial'), serial('serialTo', 'Last serial')],
  },
  {
    id: 'supplierLot',
    label: 'Supplier lot, whoever supplied it',
    fields: [named('supplierLot', 'Supplier lot')],
  },
  { id: 'shipment', label: 'Shipment', fields: [named('shipment', 'Shipment')] },
  { id: 'order', label: 'Order', fields: [named('order', 'Order')] },
  { id: 'customer', label: 'Customer and period', fields: [named('customer', 'Customer'), ...span] },
  { id: 'operation', label: 'Work order and period', fields: [named('operation', 'Work order'), ...span] },
  { id: 'handlingUnit', label: 'Logistic unit', fields: [named('handlingUnit', 'Logistic unit')] },
];

export type StartValues = Readonly<Partial<Record<StartField['name'], string>>>;

/** The root that the filled-in fields stand for, or what is wrong with them. Moments are local, as the reader typed them. */
export function readStart(start: Start, values: StartValues): { root: Root } | { fault: string } {
  const filled = start.fields.flatMap((field) => {
    const text = values[field.name]?.trim() ?? '';
    return text === '' ? [] : [{ field, text }];
  });
  const missing = start.fields.find((field) => field.required && !filled.some((one) => one.field === field));
  if (missing) return { fault: `${missing.label} is missing.` };
  if (filled.length === 0) return { fault: 'Name a machine, a line, a site or a time.' };
  const entries = filled.map(({ field, text }) => [field.name, field.type === 'moment' ? instantOf(text) : text]);
  const parsed = Root.safeParse(Object.fromEntries(entries));
  if (!parsed.success) return { fault: 'That is not something a scope can start from. Check the times.' };
  const { from, to } = Object.fromEntries(entries) as { from?: string; to?: string };
  return from !== undefined && to !== undefined && from >= to
    ? { fault: 'The time ends before it begins.' }
    : { root: parsed.data };
}

function instantOf(local: string): string {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? local : moment.toISOString();
}
