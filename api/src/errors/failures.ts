/** What can go wrong through no fault of this program; the filter turns each into problem+json. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

abstract class Failure extends Error {
  abstract readonly status: number;
  abstract readonly code: string;
  readonly errors: readonly Fault[];

  constructor(message: string, errors: readonly Fault[] = [], options?: ErrorOptions) {
    super(message, options);
    this.errors = errors;
  }
}

export { Failure };

export class Invalid extends Failure {
  override readonly name = 'Invalid';
  readonly status = 400;
  readonly code = 'invalid';
}

export class Unauthenticated extends Failure {
  override readonly name = 'Unauthenticated';
  readonly status = 401;
  readonly code = 'unauthenticated';
}

export class Forbidden extends Failure {
  override readonly name = 'Forbidden';
  readonly status = 403;
  readonly code = 'forbidden';
}

export class NotFound extends Failure {
  override readonly name = 'NotFound';
  readonly status = 404;
  readonly code = 'not-found';
}

export class NotAcceptable extends Failure {
  override readonly name = 'NotAcceptable';
  readonly status = 406;
  readonly code = 'not-acceptable';
}

export class Conflict extends Failure {
  override readonly name = 'Conflict';
  readonly status = 409;
  readonly code = 'conflict';
}

export class TooLarge extends Failure {
  override readonly name = 'TooLarge';
  readonly status = 413;
  readonly code = 'too-large';
}

export class TooManyRequests extends Failure {
  override readonly name = 'TooManyRequests';
  readonly status = 429;
  readonly code = 'too-many-requests';
}

export class Unavailable extends Failure {
  override readonly name = 'Unavailable';
  readonly status = 503;
  readonly code = 'unavailable';
}

export class InsufficientStorage extends Failure {
  override readonly name = 'InsufficientStorage';
  readonly status = 507;
  readonly code = 'insufficient-storage';
}
