import { describe, expect, it } from 'vitest';
import { deliveryState, deliveryText } from './webhooks.ts';

describe('a delivery', () => {
  const of = (
    state: 'pending' | 'delivered' | 'failed',
    attempts: number,
    status: number | null,
    error: string | null,
  ) => {
    const delivery = { state, attempts, status, error };
    return `${deliveryState(delivery).label}: ${deliveryText(delivery)}`;
  };

  it('says whether it arrived, is tried again or was given up, how often it was tried and what came back', () => {
    expect(of('pending', 0, null, null)).toBe('On its way: 0 attempts');
    expect(of('pending', 1, 500, 'The receiver answered 500')).toBe(
      'Is tried again: 1 attempt, The receiver answered 500',
    );
    expect(of('failed', 12, null, 'connect ECONNREFUSED')).toBe('Given up: 12 attempts, connect ECONNREFUSED');
    expect(of('delivered', 3, 204, null)).toBe('Delivered: 3 attempts, HTTP 204');
  });
});
