/** What sockets say of a server that is gone, and PostgreSQL of a connection that is lost or that it does not take now. */
const codes = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '08000',
  '08001',
  '08003',
  '08006',
]);

/** Losses that come without a code, as their libraries word them. */
const sentences =
  /^(socket hang up|Connection terminated\b|timeout exceeded when trying to connect|Client has encountered a connection error|Connection is closed)/;

/** A queue does not answer; what was asked may have happened. */
export class QueueSilent extends Error {
  override readonly name = 'QueueSilent';
}

/**
 * Whether an error, or what caused it, says that a server does not answer at present, so that the same thing may succeed later
 * without any change.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  if (error instanceof QueueSilent || sentences.test(error.message)) return true;
  return ('code' in error && codes.has(error.code)) || isOutage(error.cause) || isOutage(driverErrorOf(error));
}

/** TypeORM wraps what its driver says. */
const driverErrorOf = (error: Error): unknown => ('driverError' in error ? error.driverError : undefined);
