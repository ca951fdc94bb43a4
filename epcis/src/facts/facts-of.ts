import type { EpcisEvent } from '../event/event.ts';
import { allocationFacts } from './allocations.ts';
import { Chronicle } from './chronicle.ts';
import type { Fact, FactDataset, FactOptions, Facts, Row } from './fact.ts';
import { handlingUnitFacts } from './handling-units.ts';
import { installationFacts } from './installations.ts';
import { lotFacts } from './lots.ts';
import { movementFacts } from './movements.ts';
import { operationFacts } from './operations.ts';
import { qualityFacts } from './quality.ts';
import { shipmentFacts } from './shipments.ts';
import { statusFacts } from './status.ts';

/** The columns that tell the rows of a dataset apart. */
const keys: Readonly<Record<FactDataset, readonly string[]>> = {
  lots: ['lotId'],
  lot_links: ['linkId'],
  lot_status: ['statusId'],
  handling_units: ['handlingUnitId', 'lotId'],
  operations: ['operationId'],
  operation_inputs: ['lineId'],
  operation_outputs: ['lineId'],
  process_readings: ['operationId', 'parameter', 'at', 'cycleId'],
  qc_results: ['resultId'],
  installations: ['installationId'],
  movements: ['movementId'],
  stock_counts: ['lotId', 'siteId', 'location', 'countedAt', 'kind'],
  condition_readings: ['siteId', 'location', 'at', 'parameter'],
  shipments: ['shipmentId', 'lineId'],
  allocations: ['allocationId'],
};

/** What tells a row from all others of its dataset. */
export const keyOf = ({ dataset, row }: Fact): string =>
  JSON.stringify([dataset, ...keys[dataset].map((column) => row[column] ?? '')]);

/**
 * What events say together, in the words of our datasets. Facts of one thing may take several events (what was packed when, what arrived of
 * what was shipped, one transformation in parts), so all events that name the same things belong into one call, in any order; the same
 * events give the same rows. What an error declaration voids comes as `deleted` rows, as far as no other event says it too.
 */
export function factsOf(events: readonly EpcisEvent[], options: FactOptions = {}): Facts {
  const void_ = new Set(events.flatMap((event) => (event.errorDeclaration ? [event.eventID] : [])));
  const once = [...new Map(events.map((event) => [event.eventID, event])).values()];
  const valid = derive(
    once.filter(({ eventID }) => !void_.has(eventID)),
    options,
  );
  if (void_.size === 0) return valid;
  const standing = new Set(valid.facts.map(keyOf));
  const taken = derive(once, options).facts.filter((fact) => !standing.has(keyOf(fact)));
  return { ...valid, facts: [...valid.facts, ...taken.map(takenBack)] };
}

/** The row as it was said, taken back: its own time of recording would count as older than the one it takes back. */
function takenBack({ dataset, row }: Fact): Fact {
  const said: Row = Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'recordedAt'));
  return { dataset, row: { ...said, deleted: true } };
}

function derive(events: readonly EpcisEvent[], options: FactOptions): Facts {
  const chronicle = new Chronicle(events, options);
  const facts = [lotFacts, operationFacts, handlingUnitFacts, installationFacts, allocationFacts]
    .concat([movementFacts, shipmentFacts, statusFacts, qualityFacts])
    .flatMap((read) => read(chronicle));
  return { facts, unplaced: chronicle.unplaced };
}
