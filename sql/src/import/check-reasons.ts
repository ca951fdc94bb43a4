import type { ColumnSpec } from '../datasets/index.ts';
import { quoteLiteral } from '../engine/bind-parameters.ts';

/** Why a value is rejected; the checks write the position in this list. Position 0 is "nothing wrong". */
export const reasons = [
  '',
  'required',
  'longer than 500 characters',
  'control character',
  'not a number',
  'must be greater than 0',
  'must not be negative',
  'too large',
  'not a whole number',
  'not true or false',
  'not one of the allowed values',
  'not a date or time (ISO 8601)',
  'a lot cannot be linked to itself',
  'before 1970 or after 2105',
] as const;

export type Reason = Exclude<(typeof reasons)[number], ''>;

export const reasonCode = (reason: Reason): number => reasons.indexOf(reason);

const noNumber: readonly Reason[] = ['not a number', 'not a whole number'];
const comma = 'decimals take a point; a decimal comma needs a mapping with "decimal": ","';

/**
 * SQL String: the reason at the position `fault`, with what helps to mend `text`, a Nullable(String): the values that are allowed, what a comma
 * needs, and the `form` in which a mapping reads the times, where it has one of its own.
 */
export function toldReason(column: ColumnSpec, fault: string, text: string, form: string | undefined): string {
  const plain = `[${reasons.map(quoteLiteral).join(', ')}][${fault} + 1]`;
  const instead = (reason: Reason, condition: string, told: string): string =>
    `${fault} = ${reasonCode(reason)}${condition}, ${quoteLiteral(told)}`;
  const branches: string[] = [];
  if (column.type === 'choice') {
    const reason = 'not one of the allowed values';
    branches.push(instead(reason, '', `${reason}: ${(column.values ?? []).join(', ')}`));
  }
  if (column.type === 'number' || column.type === 'integer') {
    const hasComma = ` AND ifNull(match(${text}, '^[+-]?[0-9.]*,[0-9.,]*[0-9]$'), 0)`;
    branches.push(...noNumber.map((reason) => instead(reason, hasComma, `${reason}: ${comma}`)));
  }
  if (column.type === 'time' && form !== undefined)
    branches.push(instead('not a date or time (ISO 8601)', '', `no such day or time, read in the format ${form}`));
  return branches.length === 0 ? plain : `multiIf(${branches.join(', ')}, ${plain})`;
}
