import { judgePromotion, type Candidate } from '../evaluation/promotion.ts';
import type { Skill } from '../family.ts';
import type { Random } from '../random/random.ts';
import { fewestFolds, kindNames, kinds, type BackTest } from './back-test.ts';
import { bootstrapBlocks } from './deviation-card.ts';
import type { Members } from './deviation-model.ts';
import type { PreparedLots } from './prepared-lots.ts';

/** What the back-test came to. */
export interface Finding {
  readonly skill: Skill;
  /** One sentence for people. */
  readonly verdict: string;
  /** Null: no model is fitted. */
  readonly kind: Members['kind'] | null;
  /** Whose figures the card shows. */
  readonly shown: Candidate | null;
}

/**
 * Each kind of model must beat the simpler one that is used so far, and the best simple rule; without any there is nothing to show. `leaks`: sentences on
 * what has likely seen the outcome; with one of them no figure can be believed, and there is no model.
 */
export function judge(
  lots: PreparedLots,
  test: BackTest | null,
  { random, deviating, leaks }: { random: Random; deviating: number; leaks: readonly string[] },
): Finding {
  if (test === null || test.folds.length < fewestFolds) {
    const verdict = `Insufficient history: ${deviating} lots are known to have deviated, over ${test?.folds.length ?? 0} periods that can be tested`;
    return { skill: 'insufficient history', verdict, kind: null, shown: null };
  }
  if (leaks.length > 0)
    return { skill: 'no skill', verdict: `No skill: ${leaks[0]}`, kind: null, shown: test.models.logistic };
  const shared = {
    score: 'log-loss' as const,
    labels: test.labels,
    blocks: bootstrapBlocks(lots.data, test.rows),
    segments: Array.from(test.rows, (row) => lots.data.siteId[row]!),
    naive: test.naive,
  };
  let kind: Members['kind'] | null = null;
  let used = '';
  const refused: string[] = [];
  for (const next of kinds) {
    const champion = kind === null ? null : test.models[kind];
    const judged = judgePromotion({ ...shared, challenger: test.models[next], champion, random: random.split(next) });
    const sentence = `${capital(kindNames[next])}: ${judged.reason}.`;
    if (!judged.promote) refused.push(sentence);
    else {
      kind = next;
      used = `${capital(kindNames[next])} is used. ${judged.reason}.`;
      // What a better model leaves behind needs no excuse.
      refused.length = 0;
    }
  }
  const verdict = [kind === null ? 'No skill.' : used, ...refused].join(' ');
  if (kind === null) return { skill: 'no skill', verdict, kind, shown: test.models.logistic };
  return { skill: 'skill', verdict, kind, shown: test.models[kind] };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
