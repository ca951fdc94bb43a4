/** What was delivered to a party, or is on its way to it: `outer` the party ('': nobody known), `inner` who shipped it on to it. */
interface PartyHolding {
  readonly bucket: string;
  readonly outer: string;
  readonly inner: string;
  readonly known: number;
}

/** What is left of each holding once everybody's debts are paid, each from its own; the sums of the statements, one debt after the other. */
export function settleParties(holdings: readonly PartyHolding[]): number[] {
  const left = holdings.map(({ known }) => Math.max(known, 0));
  /** Takes a debt off the holdings that a test picks, in proportion; answers what could not be paid. */
  const pay = (debt: number, picked: (holding: PartyHolding) => boolean): number => {
    const chosen = holdings.map((holding, index) => (picked(holding) ? left[index]! : 0));
    const held = chosen.reduce((sum, one) => sum + one, 0);
    if (held <= 0) return debt;
    chosen.forEach((one, index) => (left[index]! -= one * Math.min(debt / held, 1)));
    return Math.max(debt - held, 0);
  };
  const parties = [...new Set(holdings.map(({ outer }) => outer))];
  const debts = new Map<string, number>();
  for (const party of parties) {
    const own = (bucket: string) => (holding: PartyHolding) => holding.outer === party && holding.bucket === bucket;
    const given = (bucket: string) =>
      holdings.filter(own(bucket)).reduce((sum, { known }) => sum + Math.max(-known, 0), 0);
    const delivered = pay(given('delivered'), own('delivered'));
    const coming = pay(given('in_transit'), own('in_transit'));
    debts.set(party, pay(delivered, own('in_transit')) + pay(coming, own('delivered')));
  }
  const named = parties.filter((party) => party !== '').reduce((sum, party) => sum + debts.get(party)!, 0);
  pay(named, ({ outer }) => outer === '');
  const holders = new Set(
    holdings.filter(({ outer }, index) => outer !== '' && left[index]! > 0).map(({ outer }) => outer),
  );
  if (holders.size === 1) {
    const sole = (bucket: string) => (holding: PartyHolding) => holders.has(holding.outer) && holding.bucket === bucket;
    pay(pay(debts.get('') ?? 0, sole('delivered')), sole('in_transit'));
  }
  return left;
}
