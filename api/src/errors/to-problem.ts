import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { isOutage } from '@lotscope/jobs/contract';
import { InvalidQuery, QueryTooLarge } from '@lotscope/epcis';
import { InvalidCursor } from '@lotscope/sql';
import { InvalidTrace, ScopeGone, UnknownRoots } from '@lotscope/sql/genealogy';
import { QueryFailedError } from 'typeorm';
import { z } from 'zod';
import type { Problem } from '../contract/problem.ts';
import { Failure } from './failures.ts';
import type { Fault } from './failures.ts';

interface Described {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'timeout',
  409: 'conflict',
  413: 'too-large',
  414: 'too-long',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Texts that PostgreSQL cannot store, as characters or in a document, are bad input: a NUL in a name. */
const badInput = new Set(['22021', '22P05']);

const codeOf = (error: unknown): string | undefined => z.object({ code: z.string() }).safeParse(error).data?.code;

export function faultsOf(issues: readonly { path?: readonly unknown[] | undefined; message: string }[]): Fault[] {
  return issues.map(({ path = [], message }) => ({
    path: path.map((key) => String(typeof key === 'object' && key !== null && 'key' in key ? key.key : key)).join('.'),
    message,
  }));
}

const outage = 'Something that this needs does not answer at the moment (/readyz says what). Try again soon.';

/** Fastify's own refusals (unreadable JSON, body too large, bad URL) carry a status below 500. */
const Refusal = z.object({ statusCode: z.number().int().min(400).max(499), message: z.string() });

function describe(error: unknown): Described | null {
  if (error instanceof Failure) return { ...error, detail: error.message };
  if (error instanceof UnknownRoots) return { status: 404, code: 'not-found', detail: error.message };
  if (error instanceof ScopeGone) return { status: 410, code: 'gone', detail: error.message };
  if (error instanceof InvalidQuery) {
    const errors = error.problems.map(({ parameter, reason }) => ({ path: parameter, message: reason }));
    return { status: 400, code: 'invalid', detail: error.message, errors };
  }
  if (error instanceof QueryTooLarge) return { status: 413, code: 'too-large', detail: error.message };
  if (error instanceof InvalidTrace || error instanceof InvalidCursor)
    return { status: 400, code: 'invalid', detail: error.message };
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return { status, code: codes[status] ?? 'error', detail: error.message };
  }
  if (error instanceof QueryFailedError && badInput.has(codeOf(error.driverError) ?? '')) {
    return { status: 400, code: 'invalid', detail: 'A value of the request cannot be stored as it is' };
  }
  if (isOutage(error)) return { status: 503, code: 'unavailable', detail: outage };
  const refusal = Refusal.safeParse(error);
  if (!refusal.success) return null;
  const { statusCode: status, message } = refusal.data;
  return { status, code: codes[status] ?? 'error', detail: message };
}

/** Any thrown value as the one error shape; null for a fault of ours, which the caller logs and answers with `internalProblem`. */
export function toProblem(error: unknown, correlationId: string): Problem | null {
  const described = describe(error);
  if (described === null || described.status >= 600) return null;
  const { status, code, detail, errors = [] } = described;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    errors: [...errors],
    correlationId,
  };
}

export function internalProblem(correlationId: string): Problem {
  return {
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal',
    detail: 'Something went wrong here. The correlation id finds it in the log.',
    errors: [],
    correlationId,
  };
}
