import type { Component } from 'svelte';
import type { ModelState } from '@lotscope/api/contract';
import Archive from '@lucide/svelte/icons/archive';
import CircleX from '@lucide/svelte/icons/circle-x';
import LoaderCircle from '@lucide/svelte/icons/loader-circle';
import Swords from '@lucide/svelte/icons/swords';
import Trophy from '@lucide/svelte/icons/trophy';
import type { Tone } from '#lib/ui/tone.ts';

/** The families of models that the product trains, and the question that each answers. */
export const families = {
  'supplier-lot-deviation': {
    label: 'Supplier-lot deviation',
    question: 'How likely is it that a received lot deviates, and which characteristics say so?',
  },
  expiry: {
    label: 'Expiry risk',
    question: 'How much of the stock on hand expires before it is used, what does it cost, and what avoids it?',
  },
} as const satisfies Readonly<Record<string, { label: string; question: string }>>;

export type FamilyName = keyof typeof families;
export const familyNames = Object.keys(families) as FamilyName[];

/** What a family is called; one that this page does not know keeps its own name. */
export function familyLabel(family: string): string {
  return Object.hasOwn(families, family) ? families[family as FamilyName].label : family;
}

interface Words {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: Component;
  readonly means: string;
}

export const stateWords: Readonly<Record<ModelState, Words>> = {
  champion: { label: 'Serves', tone: 'good', icon: Trophy, means: 'The champion: its scores are shown' },
  challenger: { label: 'Challenger', tone: 'info', icon: Swords, means: 'Trained and judged; it does not serve' },
  training: { label: 'In training', tone: 'info', icon: LoaderCircle, means: 'Its training has not ended' },
  retired: { label: 'Retired', tone: 'neutral', icon: Archive, means: 'It served once; it can be gone back to' },
  failed: { label: 'Failed', tone: 'bad', icon: CircleX, means: 'Its training failed; what served goes on serving' },
};
