import type { Component } from 'svelte';
import type { AlertKind, AlertState } from '@lotscope/api/contract';
import Activity from '@lucide/svelte/icons/activity';
import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import Eye from '@lucide/svelte/icons/eye';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Truck from '@lucide/svelte/icons/truck';
import type { Tone } from '#lib/ui/tone.ts';

export const alertStates: Readonly<Record<AlertState, { label: string; tone: Tone; icon: Component }>> = {
  open: { label: 'Open', tone: 'info', icon: CircleDot },
  acknowledged: { label: 'Acknowledged', tone: 'accent', icon: Eye },
  snoozed: { label: 'Snoozed', tone: 'hold', icon: AlarmClock },
  closed: { label: 'Closed', tone: 'good', icon: CircleCheck },
};

export const alertKinds: Readonly<Record<AlertKind, { label: string; icon: Component }>> = {
  'supplier-lot-risk': { label: 'Supplier lot likely to deviate', icon: Truck },
  'expiry-risk': { label: 'Stock likely to expire', icon: Hourglass },
  'model-drift': { label: 'Data moved away from a model', icon: Activity },
  'training-failed': { label: 'A training failed', icon: CircleX },
};

/** Severity from which on it is called high; the figure always stands beside the word. */
const high = 0.5;
const notable = 0.2;

export function severityWords(severity: number): { label: string; tone: Tone } {
  if (severity >= high) return { label: 'High', tone: 'bad' };
  return severity >= notable ? { label: 'Notable', tone: 'warn' } : { label: 'Low', tone: 'neutral' };
}
