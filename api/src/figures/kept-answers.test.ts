import { describe, expect, it } from 'vitest';
import { KeptAnswers } from './kept-answers.ts';

describe('kept answers', () => {
  it('are read once for each question and version', async () => {
    const answers = new KeptAnswers<string>();
    const asked: string[] = [];
    const ask = (version: string, site: string) =>
      answers.get(version, { site }, () => {
        asked.push(`${version} ${site}`);
        return Promise.resolve(`${version} ${site}`);
      });
    expect(await Promise.all([ask('1', 'A'), ask('1', 'A'), ask('1', 'B')])).toEqual(['1 A', '1 A', '1 B']);
    expect(asked).toEqual(['1 A', '1 B']);
    expect(await ask('2', 'A')).toBe('2 A');
    expect(await ask('1', 'A')).toBe('1 A');
    expect(asked).toEqual(['1 A', '1 B', '2 A', '1 A']);
  });

  it('are read again after a failure', async () => {
    const answers = new KeptAnswers<number>();
    let reads = 0;
    const ask = () =>
      answers.get('1', {}, () => (++reads === 1 ? Promise.reject(new Error('no engine')) : Promise.resolve(reads)));
    await expect(ask()).rejects.toThrow('no engine');
    expect(await ask()).toBe(2);
  });

  it('of questions asked long ago make room', async () => {
    const answers = new KeptAnswers<number>();
    let reads = 0;
    const ask = (question: number) => answers.get('1', question, () => Promise.resolve(++reads));
    for (let question = 0; question < 300; question++) await ask(question);
    await ask(299);
    expect(reads).toBe(300);
    await ask(0);
    expect(reads).toBe(301);
  });
});
