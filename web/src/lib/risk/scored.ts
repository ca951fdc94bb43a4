import type { ModelSkill, SupplierLotRisk } from '@lotscope/api/contract';
import type { Tone } from '#lib/ui/tone.ts';

/** What every scored row says of the model behind it; all null: nothing has scored it yet. */
export type Scored = Pick<SupplierLotRisk, 'modelId' | 'modelVersion' | 'scoredAt' | 'skill' | 'verdict'>;

interface SkillWords {
  readonly label: string;
  readonly tone: Tone;
  /** What follows from it for whoever reads the rows. */
  readonly means: string;
}

const words: Readonly<Record<ModelSkill, SkillWords>> = {
  skill: { label: 'Skill', tone: 'good', means: 'It beat every simple rule on data that it had not seen.' },
  'no skill': {
    label: 'No skill',
    tone: 'neutral',
    means: 'It does not beat a simple rule on data that it had not seen, so no probability is shown.',
  },
  'insufficient history': {
    label: 'Insufficient history',
    tone: 'neutral',
    means: 'There is too little history to tell whether it has skill, so no probability is shown.',
  },
};

/** Whether a model has shown that its numbers mean something; null: nothing has scored the rows. */
export function skillWords(skill: ModelSkill | null): SkillWords {
  return skill === null
    ? { label: 'Not scored yet', tone: 'neutral', means: 'There is no probability yet.' }
    : words[skill];
}

/**
 * The row that says why there are no numbers, when none of these has one: a model without skill concerns all of them, while a single lot
 * that came in after the last scoring says so in its own row.
 */
export function unskilled<Row extends Scored>(rows: readonly Row[]): Row | undefined {
  if (rows.some(({ skill }) => skill === 'skill')) return undefined;
  return rows.find(({ skill }) => skill !== null) ?? rows[0];
}
