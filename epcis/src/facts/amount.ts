import type { QuantityElement } from '../event/event-members.ts';

/** So much of something; without a quantity nobody knows how much. */
export interface Amount {
  readonly quantity?: number;
  /** UN/CEFACT code. */
  readonly unit?: string;
}

/** What EPCIS counts without saying a unit of measure is pieces, whatever the base unit of the item is. */
const pieces = 'EA';

export const onePiece: Amount = { quantity: 1, unit: pieces };

export const amountOf = ({ quantity, uom }: QuantityElement): Amount =>
  quantity === undefined ? {} : { quantity, unit: uom ?? pieces };

/** The first and the other one together; of different units (D5) or of unknown quantities the sum is not known. */
export function plus(one: Amount, other: Amount, sign: 1 | -1 = 1): Amount {
  if (one.quantity === undefined || other.quantity === undefined || one.unit !== other.unit) return {};
  return { ...one, quantity: Math.max(one.quantity + sign * other.quantity, 0) };
}

/** Whether something is left when so much is taken; what cannot be compared is taken to leave some. */
export function leavesSome(all: Amount, taken: Amount): boolean {
  if (taken.quantity === undefined) return false;
  if (all.quantity === undefined || all.unit !== taken.unit) return true;
  return all.quantity - taken.quantity > 1e-9 * all.quantity;
}

/** The greatest of some amounts of one thing; not known where one of them is not, or where their units differ. */
export function most(amounts: readonly Amount[]): Amount {
  const [first] = amounts;
  const isComparable = amounts.every(({ quantity, unit }) => quantity !== undefined && unit === first?.unit);
  if (first?.unit === undefined || !isComparable) return {};
  return { quantity: Math.max(...amounts.map(({ quantity }) => quantity ?? 0)), unit: first.unit };
}
