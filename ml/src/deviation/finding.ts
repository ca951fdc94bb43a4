import { judgePromotion, type Candidate } from '../evaluation/promotion.ts';
import type { Skill } from '../family.ts';
import type { Random } from '../random/random.ts';
import { fewestFolds, kindNames, type BackTest } from './back-test.ts';
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
 * The neural network must beat the logistic regression, that one the best simple rule; else there is nothing to show. `leaks`: sentences on
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
  const { logistic, perceptron } = test.models;
  if (leaks.length > 0) return { skill: 'no skill', verdict: `No skill: ${leaks[0]}`, kind: null, shown: logistic };
  const shared = {
    score: 'log-loss' as const,
    labels: test.labels,
    blocks: bootstrapBlocks(lots.data, test.rows),
    segments: Array.from(test.rows, (row) => lots.data.siteId[row]!),
    naive: test.naive,
  };
  const first = judgePromotion({ ...shared, challenger: logistic, champion: null, random: random.split('logistic') });
  const champion = first.promote ? logistic : null;
  const second = judgePromotion({ ...shared, challenger: perceptron, champion, random: random.split('perceptron') });
  const kind = second.promote ? 'perceptron' : first.promote ? 'logistic' : null;
  if (kind === null) {
    const verdict = `No skill: ${kindNames.logistic}: ${first.reason}. ${capital(kindNames.perceptron)}: ${second.reason}.`;
    return { skill: 'no skill', verdict, kind, shown: logistic };
  }
  const verdict =
    kind === 'perceptron'
      ? `${capital(kindNames.perceptron)} is used. ${second.reason}.`
      : `${capital(kindNames.logistic)} is used. ${first.reason}. ${capital(kindNames.perceptron)}: ${second.reason}.`;
  return { skill: 'skill', verdict, kind, shown: test.models[kind] };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
