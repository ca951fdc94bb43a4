import type { Interval } from './kpi-queries.ts';

export interface Period {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** The period of the same length before. */
  readonly previousFrom: Date;
}

const day = 86_400_000;

/** The period asked for; without dates the twelve months up to the end of the newest day with data. */
export function choosePeriod(from: string | undefined, to: string | undefined, newest: string | null): Period {
  const end = to === undefined ? endOfDay(newest === null ? new Date() : new Date(newest)) : new Date(to);
  const start = from === undefined ? yearBefore(end) : new Date(from);
  return { from: start, to: end, previousFrom: new Date(2 * start.getTime() - end.getTime()) };
}

function endOfDay(time: Date): Date {
  return new Date((Math.floor(time.getTime() / day) + 1) * day);
}

function yearBefore(time: Date): Date {
  const start = new Date(time);
  start.setUTCFullYear(start.getUTCFullYear() - 1);
  return start;
}

/** A trend has between about ten and sixty points. */
export function chooseInterval({ from, to }: Period): Exclude<Interval, 'none'> {
  const days = (to.getTime() - from.getTime()) / day;
  return days <= 45 ? 'day' : days <= 200 ? 'week' : 'month';
}

export interface Piece {
  /** The name that the store gives it: a day, the Monday of a week, or a month. */
  readonly at: string;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** Every piece of the period, whole ones. */
export function piecesOf({ from, to }: Period, interval: Exclude<Interval, 'none'>): Piece[] {
  const pieces: Piece[] = [];
  for (let time = startOf(from, interval); time < to; time = next(time, interval)) {
    const at = time.toISOString().slice(0, interval === 'month' ? 7 : 10);
    pieces.push({ at, from: time, to: next(time, interval) });
  }
  return pieces;
}

function startOf(time: Date, interval: Interval): Date {
  const start = new Date(
    Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), interval === 'month' ? 1 : time.getUTCDate()),
  );
  if (interval === 'week') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  return start;
}

function next(time: Date, interval: Interval): Date {
  const following = new Date(time);
  if (interval === 'month') following.setUTCMonth(following.getUTCMonth() + 1);
  else following.setUTCDate(following.getUTCDate() + (interval === 'week' ? 7 : 1));
  return following;
}
