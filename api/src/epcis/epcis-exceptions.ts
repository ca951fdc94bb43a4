import type { Problem } from '../contract/problem.ts';

/** The standard's names of what can go wrong (EPCIS 2.0, 12.5), by the codes that the rest of the API has. */
const exceptions: Readonly<Record<string, string>> = {
  invalid: 'epcisException:ValidationException',
  unauthenticated: 'epcisException:SecurityException',
  forbidden: 'epcisException:SecurityException',
  'not-found': 'epcisException:NoSuchResourceException',
  conflict: 'epcisException:ResourceAlreadyExistsException',
  'too-large': 'epcisException:CaptureLimitExceededException',
  'unsupported-media-type': 'epcisException:UnsupportedMediaTypeException',
};

/** A problem as it is told under `/epcis`. */
export const asEpcisProblem = (problem: Problem): Problem => ({
  ...problem,
  type: exceptions[problem.code] ?? 'epcisException:ImplementationException',
});
