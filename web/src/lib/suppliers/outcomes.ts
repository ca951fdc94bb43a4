import type { Component } from 'svelte';
import type { LotOutcome, QueueReason } from '@lotscope/api/contract';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleX from '@lucide/svelte/icons/circle-x';
import Dices from '@lucide/svelte/icons/dices';
import TrendingUp from '@lucide/svelte/icons/trending-up';
import type { Tone } from '#lib/ui/tone.ts';

interface Words {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: Component;
  readonly means: string;
}

/** What became of a lot. */
export const outcomes: Readonly<Record<LotOutcome, Words>> = {
  deviated: { label: 'Deviated', tone: 'bad', icon: CircleX, means: 'It failed, or a nonconformance was found' },
  good: { label: 'Good', tone: 'good', icon: CircleCheck, means: 'It was inspected and nothing was found' },
  unknown: {
    label: 'Not known yet',
    tone: 'neutral',
    icon: CircleDashed,
    means: 'Nobody looked, or it is too early to tell: not the same as good (D19)',
  },
};

/** Why a lot is in the inspection queue. */
export const queueReasons: Readonly<Record<QueueReason, Words>> = {
  risk: { label: 'By risk', tone: 'accent', icon: TrendingUp, means: 'Among the most probable to deviate' },
  random: {
    label: 'At random',
    tone: 'info',
    icon: Dices,
    means: 'Drawn at random, so that what is learned is not only about lots that looked risky (D19)',
  },
};
