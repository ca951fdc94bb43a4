import type { Problem } from '../contract/problem.ts';

/** The standard's names of what can go wrong (EPCIS 2.0, 12.5), by the codes that the rest of the API has. */
const exceptions: Readonly<Record<string, string>> = {
  invalid: 'epcisException:ValidationException',
  unauthenticated: 'epcisException:SecurityException',
  forbidden: 'epcisException:SecurityException',
  'not-found': 'epcisException:NoSuchResourceException',
  'not-acceptable': 'epcisException:NotAcceptableException',
  conflict: 'epcisException:ResourceAlreadyExistsException',
  'too-large': 'epcisException:CaptureLimitExceededException',
  'unsupported-media-type': 'epcisException:UnsupportedMediaTypeException',
};

/** What is wrong with a question, instead of with what is captured. */
const ofQueries: Readonly<Record<string, string>> = {
  invalid: 'epcisException:QueryParameterException',
  'too-large': 'epcisException:QueryTooLargeException',
};

/** A problem as it is told under `/epcis`. */
export function asEpcisProblem(problem: Problem, method: string): Problem {
  const { code } = problem;
  const named = method === 'POST' ? exceptions[code] : (ofQueries[code] ?? exceptions[code]);
  return { ...problem, type: named ?? 'epcisException:ImplementationException' };
}
