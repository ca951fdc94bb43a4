/** The roots of a recall scope as the URL spells them: `lot:ID`, `supplierLot:NUMBER`, `operation:ID`, … or `root:{JSON}` for the rest. */
import { Root } from '@lotscope/api/contract';
import { formatInstant } from '#lib/format/time.ts';

/** Kinds of root that are named by one id, with the word for each. */
const kinds = {
  lotId: { spelled: 'lot', label: 'Lot' },
  supplierLot: { spelled: 'supplierLot', label: 'Supplier lot' },
  handlingUnit: { spelled: 'handlingUnit', label: 'Logistic unit' },
  operation: { spelled: 'operation', label: 'Operation' },
  order: { spelled: 'order', label: 'Order' },
  shipment: { spelled: 'shipment', label: 'Shipment' },
  customer: { spelled: 'customer', label: 'Customer' },
} as const;

/** The word for each moment that a root may have. */
const moments: Readonly<Record<string, string>> = { from: 'from', to: 'to', at: 'at' };

type Field = keyof typeof kinds;
const fields = Object.keys(kinds) as Field[];

/** The field of a root that is named by one id and nothing else. */
function singleField(root: Exclude<Root, string>): Field | undefined {
  const names = Object.keys(root);
  return names.length === 1 ? fields.find((field) => field === names[0]) : undefined;
}

/** One root as text; ids may hold any character, the first colon ends the kind. */
export function spellRoot(root: Root): string {
  if (typeof root === 'string') return `lot:${root}`;
  const field = singleField(root);
  return field ? `${kinds[field].spelled}:${(root as Record<string, string>)[field]}` : `root:${JSON.stringify(root)}`;
}

/** The root that a text stands for; without a known kind it is a lot id. */
export function readRoot(text: string): Root {
  const colon = text.indexOf(':');
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (kind === 'root') return readJson(rest) ?? { lotId: text };
  const field = fields.find((name) => kinds[name].spelled === kind);
  return field && rest !== '' ? ({ [field]: rest } as Root) : { lotId: text };
}

function readJson(text: string): Root | undefined {
  try {
    return Root.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What a root is, in words: kind and id, for a chip. */
export function describeRoot(root: Root, locale?: string): { kind: string; id: string } {
  if (typeof root === 'string') return { kind: 'Lot', id: root };
  if ('serialFrom' in root) return { kind: 'Serials', id: `${root.serialFrom} – ${root.serialTo}` };
  const field = fields.find((name) => name in root);
  const values = Object.entries(root).flatMap(([name, value]) => {
    if (typeof value !== 'string') return [];
    return moments[name] === undefined ? [value] : [`${moments[name]} ${formatInstant(value, locale)}`];
  });
  return { kind: field ? kinds[field].label : 'Place and time', id: values.join(' · ') };
}

/** What files about these roots are called after. */
export function rootsName(roots: readonly Root[]): string {
  const [first] = roots;
  if (first === undefined) return 'nothing';
  const { id } = describeRoot(first);
  return roots.length === 1 ? id : `${id} and ${roots.length - 1} more`;
}

/** The search part of the address of a scope; nothing when nothing is suspect yet. */
export function recallSearch(roots: readonly Root[], backThenForward: boolean): string {
  const parameters = new URLSearchParams(roots.map((root) => ['root', spellRoot(root)]));
  if (backThenForward && roots.length > 0) parameters.set('siblings', 'yes');
  return roots.length > 0 ? `?${parameters}` : '';
}
