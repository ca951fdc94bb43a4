import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { factsKnownLate, newestScoreRuns } from '@lotscope/sql';
import type { Engine, ScoredFamily } from '@lotscope/sql';
import { Repository } from 'typeorm';
import { ENGINE } from '../app/tokens.ts';
import type { ModelSkill } from '../contract/models.ts';
import { ModelEntity } from '../models/model.entity.ts';

/** What a row says of the model behind it. */
export interface Scored {
  readonly modelId: string | null;
  readonly modelVersion: number | null;
  readonly scoredAt: string | null;
  readonly skill: ModelSkill | null;
  readonly verdict: string;
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
  ) {}

  /** What the newest run as a whole says of its model. */
  async newest(family: ScoredFamily): Promise<Scored> {
    const run = (await newestScoreRuns(this.engine, { family })).find(({ shadow }) => !shadow);
    if (run === undefined) {
      return { modelId: null, modelVersion: null, scoredAt: null, skill: null, verdict: await this.#whyNone(family) };
    }
    const { modelId, modelVersion, scoredAt, skill, verdict } = run;
    return { modelId, modelVersion, scoredAt, skill, verdict };
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
    return `${counted} count as known more than two months after their lot came (without recordedAt: since they were loaded)`;
  }
}

const tooNew = 'Not scored yet: it came after the newest scoring';

/** What the score of a row says; a row without one says why, by what the newest run says. `unscored`: why that run has none of it. */
export function scoredBy(
  { modelId, modelVersion, scoredAt, skill, verdict }: StoredScore,
  newest: Scored,
  unscored = tooNew,
): Scored {
  if (modelId !== null && skill !== null && skills.includes(skill))
    return { modelId, modelVersion, scoredAt, skill: skill as ModelSkill, verdict: verdict ?? '' };
  const why = newest.modelId === null ? newest.verdict : unscored;
  return { modelId: null, modelVersion: null, scoredAt: null, skill: null, verdict: why };
}
