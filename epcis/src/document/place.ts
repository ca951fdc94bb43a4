import type { Json } from '../event/extensions.ts';
import type { Problem } from './invalid-document.ts';
import type { LinkedDataContext } from './linked-data-context.ts';

/** More than this many problems help nobody and could fill the memory. */
const listedProblems = 1000;

/** The problems of a document, in the order in which they are found. */
export class Problems {
  readonly listed: Problem[] = [];
  count = 0;

  add(problem: Problem): void {
    this.count += 1;
    if (this.count <= listedProblems) this.listed.push(problem);
    else if (this.count === listedProblems + 1)
      this.listed.push({ path: '', reason: 'Further problems are not listed.' });
  }
}

/** A value in a document: what stands there, where, what its names mean, and who hears what is wrong with it. */
export class Place {
  readonly value: Json;
  readonly context: LinkedDataContext;
  private readonly problems: Problems;
  private readonly parent: Place | null;
  private readonly step: string | number;

  constructor(
    value: Json,
    context: LinkedDataContext,
    problems: Problems,
    parent: Place | null = null,
    step: string | number = '',
  ) {
    this.value = value;
    this.context = context;
    this.problems = problems;
    this.parent = parent;
    this.step = step;
  }

  /** The member of an object, or the element of a list. */
  at(step: string | number, value: Json): Place {
    return new Place(value, this.context, this.problems, this, step);
  }

  /** The same place where more names have a meaning. */
  inContext(context: LinkedDataContext): Place {
    return new Place(this.value, context, this.problems, this.parent, this.step);
  }

  /** Says what is wrong here; answers undefined, which stands for a value that cannot be used. */
  refuse(reason: string): undefined {
    this.problems.add({ path: this.path, reason });
    return undefined;
  }

  get path(): string {
    if (this.parent === null) return '';
    return `${this.parent.path}/${String(this.step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
}
