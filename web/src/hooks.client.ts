import type { HandleClientError } from '@sveltejs/kit/hooks';
import { RequestProblem } from '#lib/api/problem.ts';

/** As Chromium, Firefox and Safari say that a page of the dashboard could not be fetched. */
const notFetched = /dynamically imported module|importing a module script failed/i;

/** What the error page says when a page could not even begin: the server's reason and its reference. */
export const handleError: HandleClientError = ({ error }) => {
  if (error instanceof TypeError && notFetched.test(error.message))
    return { status: 503, message: 'The server cannot be reached, or it was brought up to date. Try again.' };
  if (!(error instanceof RequestProblem)) return;
  const reference = error.correlationId ? ` Reference ${error.correlationId}.` : '';
  return { status: error.status || 503, message: `${error.message}${reference}` };
};
