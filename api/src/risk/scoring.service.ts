import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { factsKnownLate, newestScoreRuns, readableRuns } from '@lotscope/sql';
import type { Engine, ScoredFamily } from '@lotscope/sql';
import { Repository } from 'typeorm';
import { ENGINE } from '../app/tokens.ts';
import type { ModelSkill } from '../contract/models.ts';
import { Conflict } from '../errors/failures.ts';
import { ModelEntity } from '../models/model.entity.ts';
import { UnreadableVersionsService } from '../models/unreadable-versions.service.ts';

/** What a row says of the model behind it. */
export interface Scored {
  readonly modelId: string | null;
  readonly modelVersion: number | null;
  readonly scoredAt: string | null;
  readonly skill: ModelSkill | null;
  readonly verdict: string;
}

/** What the newest run says of all its rows. */
export interface NewestRun extends Scored {
  /** Why nothing newer is scored: the version that should serve cannot be read, and what happens next. */
  readonly unreadable: string | null;
}

interface StoredScore {
  readonly modelId: string | null;
  readonly modelVersion: number;
  readonly scoredAt: string | null;
  readonly skill: string | null;
  readonly verdict: string | null;
}

const skills: readonly string[] = ['skill', 'no skill', 'insufficient history'] satisfies ModelSkill[];

/** Which run of a family of models its readers see, and what to say where there is none. */
@Injectable()
export class ScoringService {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly unreadable: UnreadableVersionsService,
  ) {}

  /** What the newest run as a whole says of its model. */
  async newest(family: ScoredFamily): Promise<NewestRun> {
    const run = (await newestScoreRuns(this.engine, { family })).find(({ shadow }) => !shadow);
    if (run === undefined) {
      const unreadable = await this.#unreadable(family, null);
      const verdict = unreadable === null ? await this.#whyNone(family) : `No scores yet. ${unreadable}`;
      return { modelId: null, modelVersion: null, scoredAt: null, skill: null, verdict, unreadable };
    }
    const { modelId, modelVersion, scoredAt, skill } = run;
    const unreadable = await this.#unreadable(family, scoredAt);
    return { modelId, modelVersion, scoredAt, skill, verdict: also(run.verdict, unreadable), unreadable };
  }

  /** The run that readers see from now on; '': there is none yet. */
  async shownRun(family: ScoredFamily): Promise<string> {
    return (await readableRuns(this.engine, family))[0] ?? '';
  }

  /** Throws `Conflict` when rows of a run that were just read may be missing, because two newer runs have come since. */
  async stillReadable(family: ScoredFamily, run: string): Promise<void> {
    if (run === '' || (await readableRuns(this.engine, family)).includes(run)) return;
    throw new Conflict(
      'The scores that this list began with are gone, newer ones have come: begin with the first page',
    );
  }

  /** What is said of the version that should serve when it cannot be read; null as soon as another one has scored since. */
  async #unreadable(family: ScoredFamily, scoredAt: string | null): Promise<string | null> {
    const lost =
      (await this.models.findOneBy({ family, state: 'champion' })) ??
      (await this.models.findOne({ where: { family, state: 'challenger' }, order: { version: 'DESC' } }));
    if (lost === null || lost.unreadableSince === null) return null;
    const since = lost.unreadableSince.getTime();
    return scoredAt !== null && Date.parse(scoredAt) > since ? null : this.unreadable.saidOf(lost);
  }

  async #whyNone(family: ScoredFamily): Promise<string> {
    const newest = await this.models.findOne({ where: { family }, order: { version: 'DESC' } });
    if (newest === null) return `No model yet: ${await this.#whyUntrained(family)}`;
    if (newest.state === 'training') return 'No model yet: it is being trained';
    if (newest.state === 'failed') return 'No model yet: its training failed';
    return `No scores yet. ${newest.verdict ?? ''}`.trim();
  }

  async #whyUntrained(family: ScoredFamily): Promise<string> {
    if (family !== 'supplier-lot-deviation') return 'none has been trained';
    const { facts, late } = await factsKnownLate(this.engine);
    if (2 * late <= facts) return 'none has been trained';
    const counted = `${late} of ${facts} results and nonconformances`;
    return `${counted} count as known more than two months after their lot came (without recordedAt: since they were loaded). ${whatToDo}`;
  }
}

/** What is known late is no label: the time of the fact is the best that such files say. */
const whatToDo =
  'To learn from them, map knownAt to the time of each fact (of the receipt, the test, the report, the movement) in the mapping of these files, and import them again';

const tooNew = 'Not scored yet: it came after the newest scoring';

/** A score keeps its own stamp when what should bring it up to date cannot be read. */
const also = (verdict: string, unreadable: string | null): string =>
  unreadable === null ? verdict : `${verdict}${verdict === '' ? '' : '. '}${unreadable}`;

/** What the score of a row says; a row without one says why, by what the newest run says. `unscored`: why that run has none of it. */
export function scoredBy(
  { modelId, modelVersion, scoredAt, skill, verdict }: StoredScore,
  newest: NewestRun,
  unscored = tooNew,
): Scored {
  if (modelId !== null && skill !== null && skills.includes(skill))
    return {
      modelId,
      modelVersion,
      scoredAt,
      skill: skill as ModelSkill,
      verdict: also(verdict ?? '', newest.unreadable),
    };
  const why = newest.modelId === null ? newest.verdict : also(unscored, newest.unreadable);
  return { modelId: null, modelVersion: null, scoredAt: null, skill: null, verdict: why };
}
