import { Job } from '@lotscope/api/contract';
import type { ImportAccepted, JobAccepted, Problem } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminToken } from '../../support/product-process.ts';
import { startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct();
});
afterAll(() => product?.close());

/** Every message of a job's stream, until the server ends it. */
async function eventsOf(jobId: string): Promise<Job[]> {
  const response = await fetch(`${product.url}/api/v1/jobs/${jobId}/events`, {
    headers: { authorization: `Bearer ${adminToken}` },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const messages = (await response.text()).split('\n\n').filter((message) => message.includes('data:'));
  expect(messages.every((message) => /^event: job$/m.test(message))).toBe(true);
  return messages.map((message) => Job.parse(JSON.parse(/^data: ?(.*)$/m.exec(message)?.[1] ?? '')));
}

const rows = Array.from({ length: 60_000 }, (_, index) => `L${index},I1,1,kg`).join('\n');

describe('the events of a job', () => {
  it('tell every stage of an import in order, and end with its end', async () => {
    const text = `lotId,itemId,quantity,unit\n${rows}\n`;
    const upload = await product.admin.send<ImportAccepted>('POST', '/api/v1/imports?dataset=lots', { raw: text });
    const events = await eventsOf(upload.body.jobId);
    expect(events.length).toBeGreaterThan(2);
    expect(events.at(-1)).toMatchObject({ state: 'done', name: 'import', result: { read: 60_000, accepted: 60_000 } });
    const order = ['queued', 'running', 'done'];
    const states = events.map(({ state }) => order.indexOf(state));
    expect(states).toEqual([...states].sort());
    for (const { progress } of events) {
      expect(progress.stage).not.toBe('');
      if (progress.total > 0) expect(progress.done).toBeLessThanOrEqual(progress.total);
    }
    const trace = await product.admin.get<{ totals: { lots: number } }>('/api/v1/lots/L59999/trace');
    expect(trace.body.totals.lots).toBe(1);
  });

  it('of one that has ended are its end alone', async () => {
    const started = await product.admin.post<JobAccepted>('/api/v1/jobs', { name: 'clean-up', payload: {} });
    expect(started.status).toBe(202);
    expect((await eventsOf(started.body.jobId)).at(-1)?.state).toBe('done');
    const again = await eventsOf(started.body.jobId);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ state: 'done', result: { sessions: 0 } });
  });

  it('of an unknown one are a 404, before any event', async () => {
    const answer = await product.admin.get<Problem>('/api/v1/jobs/nothing/events');
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('jobs that follow from what people do cannot be started by name', async () => {
    for (const name of ['import', 'nonsense', '__proto__']) {
      const answer = await product.admin.post<Problem>('/api/v1/jobs', { name, payload: {} });
      expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'name' }] });
    }
    const wrong = { name: 'clean-up', payload: { requestId: 'not a uuid' } };
    expect((await product.admin.post('/api/v1/jobs', wrong)).status).toBe(400);
  });
});
