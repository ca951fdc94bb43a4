import type { Component } from 'svelte';
import type { ScopeLotRow } from '@lotscope/api/contract';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleMinus from '@lucide/svelte/icons/circle-minus';
import CircleQuestion from '@lucide/svelte/icons/circle-question-mark';
import type { Tone } from '#lib/ui/tone.ts';

/** How sure it is that a lot is affected (D8): a trace reaches certain and possible lots, a scope also says what it excludes. */
export type ScopeCertainty = NonNullable<ScopeLotRow['certainty']>;

interface CertaintyWords {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: Component;
  readonly meaning: string;
}

export const certainties: Readonly<Record<ScopeCertainty, CertaintyWords>> = {
  certain: { label: 'Certain', tone: 'accent', icon: CircleCheck, meaning: 'Every link on the way is dated' },
  possible: { label: 'Possible', tone: 'warn', icon: CircleQuestion, meaning: 'Evidence is missing, so it stays in' },
  excluded: {
    label: 'Excluded',
    tone: 'neutral',
    icon: CircleMinus,
    meaning: 'Time, quantity or a cleaning break rules it out',
  },
};
