import type { EpcisEvent } from '../event/event.ts';

/** What a business step means for where goods are. */
export type Flow = 'ship' | 'arrive' | 'receive' | 'void' | 'sell' | 'scrap' | 'retire' | 'count';

/**
 * The steps that move goods, as the Core Business Vocabulary defines them: who tells a shipment in parts (loading, departing) does not
 * tell it as a whole (shipping) as well, and the same holds for arriving, accepting and receiving.
 */
const flows: Readonly<Record<string, Flow>> = {
  shipping: 'ship',
  departing: 'ship',
  consigning: 'ship',
  arriving: 'arrive',
  receiving: 'receive',
  accepting: 'receive',
  void_shipping: 'void',
  retail_selling: 'sell',
  dispensing: 'sell',
  destroying: 'scrap',
  decommissioning: 'retire',
  cycle_counting: 'count',
  stock_taking: 'count',
};

/** What the event does to the stock of its goods; null for the many steps that leave it where it is. */
export function flowOf(event: EpcisEvent): Flow | null {
  if (event.type === 'TransformationEvent') return null;
  const step = flows[event.bizStep ?? ''];
  const isGone = event.disposition === 'destroyed' || event.disposition === 'disposed';
  if (isGone && (step === undefined || step === 'retire')) return 'scrap';
  if (step !== undefined) return step;
  // Objects whose identities ended: nobody can say by them any longer where the goods are.
  return event.type === 'ObjectEvent' && event.action === 'DELETE' ? 'retire' : null;
}
