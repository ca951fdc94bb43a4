/** What is wrong with one parameter, in the words that its sender sees. */
export interface QueryProblem {
  /** The name of the parameter as it was sent. */
  readonly parameter: string;
  readonly reason: string;
}

/** The parameters of a query cannot be answered as they stand (the standard's QueryParameterException). Lists every problem, not the first. */
export class InvalidQuery extends Error {
  readonly problems: readonly QueryProblem[];

  constructor(problems: readonly QueryProblem[]) {
    super(problems.map(({ parameter, reason }) => `${parameter}: ${reason}`).join('; '));
    this.name = 'InvalidQuery';
    this.problems = problems;
  }
}

/** A value that a parameter cannot have; becomes a problem of its parameter. */
export class UnreadableValue extends Error {}
