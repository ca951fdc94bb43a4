import type { PromotionVerdict, Skill, Trained } from '@lotscope/ml';

const withoutSkill: Readonly<Record<Exclude<Skill, 'skill'>, string>> = {
  'no skill': 'It is no better than simple rules',
  'insufficient history': 'There is too little history to tell whether it is any good',
};

/** Whether a training becomes champion by itself. Only the rule can replace a champion; a model without skill never serves. */
export function promotionOf({ skill, promotion }: Trained, hasChampion: boolean): PromotionVerdict {
  if (skill !== 'skill') return { promote: false, reason: withoutSkill[skill] };
  if (promotion !== undefined) return promotion;
  if (!hasChampion) return { promote: true, reason: 'It has skill, and no other model of its family serves' };
  return { promote: false, reason: 'It was not compared with the champion: insufficient evidence' };
}
