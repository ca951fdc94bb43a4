import type { DatasetName } from '../datasets/index.ts';
import type { PagedQuery } from '../query/define-query.ts';
import {
  findLotComplaints,
  findLotHandlingUnits,
  findLotMovements,
  findLotShipments,
  findLotStock,
} from './flow-queries.ts';
import { findStatusHistory } from './identity-queries.ts';
import {
  findLotApprovals,
  findLotLinks,
  findLotNonconformances,
  findLotOperations,
  findQcResults,
  findQcResultsOutside,
} from './production-queries.ts';
import { findLotTimeline } from './timeline.ts';

/** What every list of a lot is asked by. */
export interface LotListParameters {
  readonly lotId: string;
  readonly limit: number;
  readonly offset: number;
  readonly allSites: number;
  readonly sites: string[];
}

interface LotList<Find> {
  readonly find: Find;
  /** Datasets whose rows it is made of: where none of them names the lot there is nothing to ask. Without any: it is always asked. */
  readonly from: readonly DatasetName[];
}

const list = <Row extends object>(
  find: PagedQuery<LotListParameters, Row>,
  ...from: DatasetName[]
): LotList<typeof find> => ({
  find,
  from,
});

/** The lists of a lot's passport, each newest first, but the timeline. */
export const lotLists = {
  statusHistory: list(findStatusHistory, 'lot_status'),
  qc: list(findQcResults, 'qc_results'),
  qcOutside: list(findQcResultsOutside, 'qc_results'),
  operations: list(findLotOperations, 'operation_inputs', 'operation_outputs'),
  links: list(findLotLinks, 'lot_links'),
  stock: list(findLotStock),
  shipments: list(findLotShipments, 'shipments'),
  movements: list(findLotMovements, 'movements'),
  handlingUnits: list(findLotHandlingUnits, 'handling_units'),
  nonconformances: list(findLotNonconformances, 'nonconformances'),
  complaints: list(findLotComplaints, 'complaints'),
  approvals: list(findLotApprovals, 'approvals', 'operation_outputs'),
  timeline: list(findLotTimeline),
} as const;
export type LotListName = keyof typeof lotLists;

type FoundRow<Find> = Find extends PagedQuery<LotListParameters, infer Row> ? Row : never;

/** A row of one of the lists as the reader gets it. */
export type LotListRow<Name extends LotListName> = Omit<
  FoundRow<(typeof lotLists)[Name]['find']>,
  'hidden' | 'allRows' | 'allHidden'
>;
