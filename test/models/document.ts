import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describeMachine } from '../bench/machine.ts';
import { head } from './method.ts';

/** One chapter of measured figures. */
export interface Yardstick {
  readonly name: string;
  readonly title: string;
  /** Data, protocol and goals, in a few sentences. */
  readonly intro: string;
  /** What is missed, and what was tried; '': nothing. */
  readonly notes: string;
}

const begin = (name: string) => `<!-- models:${name} -->`;
const end = (name: string) => `<!-- /models:${name} -->`;

/** How a chapter was measured. */
export interface Run {
  readonly seconds: number;
  readonly command: string;
  /** Load average before: above 0.5 times are not those of an idle machine. */
  readonly loadBefore: number;
}

export function chapter({ title, intro, notes }: Yardstick, lines: readonly string[] | null, run: Run): string {
  const body = lines === null ? 'Skipped: the data is not here.' : lines.join('\n').trim();
  const at = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const foot = `*${at} UTC · ${run.seconds.toFixed(0)} s · load before ${run.loadBefore.toFixed(1)} · ${describeMachine()} · \`${run.command}\`*`;
  return [`## ${title}`, intro, body, notes, foot].filter((part) => part !== '').join('\n\n');
}

/** Writes the document wholly: the method, and each chapter as measured now or, where it was not, as it stands. */
export function writeDocument(
  file: string,
  yardsticks: readonly Yardstick[],
  measured: ReadonlyMap<string, string>,
): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const chapters = yardsticks.flatMap(({ name }) => {
    const text = measured.get(name) ?? standing(before, name);
    return text === null ? [] : [`${begin(name)}\n${text}\n${end(name)}`];
  });
  writeFileSync(file, `${[head.trim(), ...chapters].join('\n\n')}\n`);
}

function standing(document: string, name: string): string | null {
  const from = document.indexOf(begin(name));
  if (from < 0) return null;
  return document.slice(from + begin(name).length, document.indexOf(end(name), from)).trim();
}
