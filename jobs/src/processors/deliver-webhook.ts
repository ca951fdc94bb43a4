import type { Pool } from 'pg';
import { postSigned, RefusedAddress } from '../webhooks/post-signed.ts';
import { InvalidJob } from '../worker/run-job.ts';
import { processor } from '../worker/processor.ts';

interface Delivery {
  readonly payload: Record<string, unknown>;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly url: string;
  readonly secret: string;
}

interface Attempt {
  readonly status: number | null;
  readonly error: string | null;
  /** Whether trying again makes sense. */
  readonly final: boolean;
}

const isFine = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** Sends what a webhook is told, and notes each attempt; what was delivered, or whose webhook is gone, is not sent again. */
export function deliverWebhook(pool: Pool, anywhere: boolean) {
  async function send(deliveryId: string, { payload, url, secret }: Delivery, signal: AbortSignal): Promise<Attempt> {
    const body = JSON.stringify({ id: deliveryId, ...payload });
    try {
      const status = await postSigned({ url, body, secret }, { anywhere, signal });
      return { status, error: isFine(status) ? null : `The receiver answered ${status}`, final: false };
    } catch (error) {
      signal.throwIfAborted();
      const { message } = error as Error;
      return { status: null, error: message, final: error instanceof RefusedAddress };
    }
  }

  return processor('deliver-webhook', async ({ deliveryId }, { signal, lastAttempt }) => {
    const { rows } = await pool.query<Delivery>(
      `SELECT payload, state, url, secret FROM webhook_deliveries delivery JOIN webhooks ON webhooks.id = webhook_id
       WHERE delivery.id = $1`,
      [deliveryId],
    );
    const [delivery] = rows;
    if (delivery === undefined || delivery.state !== 'pending') return { status: null };
    const { status, error, final } = await send(deliveryId, delivery, signal);
    const state = error === null ? 'delivered' : final || lastAttempt ? 'failed' : 'pending';
    await pool.query(
      `UPDATE webhook_deliveries SET attempts = attempts + 1, status = $2, error = $3, state = $4,
              finished_at = CASE WHEN $4 = 'pending' THEN NULL ELSE now() END
       WHERE id = $1`,
      [deliveryId, status, error, state],
    );
    if (error === null) return { status };
    throw final ? new InvalidJob(error) : new Error(`The webhook was not delivered: ${error}`);
  });
}
