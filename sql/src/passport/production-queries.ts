import { z } from 'zod';
import { flag, flagOrUnknown, number, siteParameters, text, time } from '../query/columns.ts';
import { defineQuery } from '../query/define-query.ts';

const ofLot = { lotId: z.string(), limit: z.number(), offset: z.number() };

/** Operations that a lot came out of (`output`) and went into (`input`). */
export const findLotOperations = defineQuery({
  module: import.meta.url,
  file: './lot-operations.sql',
  parameters: z.object({ ...ofLot, ...siteParameters }),
  row: z.object({
    operationId: z.string(),
    direction: z.enum(['input', 'output']),
    lineRole: text,
    quantity: number,
    unit: text,
    lineMachine: text,
    lineOperator: text,
    at: time,
    itemId: text,
    siteId: text,
    line: text,
    machine: text,
    shift: text,
    operator: text,
    recipeVersion: text,
    kind: text,
    startedAt: time,
    endedAt: time,
    plannedQuantity: number,
    goodQuantity: number,
    scrapQuantity: number,
    scrapReason: text,
    operationUnit: text,
    known: flag,
    hidden: flag,
  }),
  times: ['at', 'startedAt', 'endedAt'],
});

/** Recorded links of a lot to its parents and children. */
export const findLotLinks = defineQuery({
  module: import.meta.url,
  file: './lot-links.sql',
  parameters: z.object({ ...ofLot, ...siteParameters }),
  row: z.object({
    linkId: text,
    direction: z.enum(['parent', 'child']),
    otherLotId: z.string(),
    kind: z.string(),
    quantity: number,
    unit: text,
    childQuantity: number,
    childUnit: text,
    operationId: text,
    substituteFor: text,
    at: time,
    hidden: flag,
  }),
  times: ['at'],
});

const qcResults = {
  module: import.meta.url,
  file: './qc-results.sql',
  row: z.object({
    resultId: text,
    characteristic: z.string(),
    value: number,
    text,
    unit: text,
    lower: number,
    upper: number,
    target: number,
    verdict: text,
    stage: text,
    source: text,
    method: text,
    sampleId: text,
    replicate: text,
    inspector: text,
    signedBy: text,
    invalidated: flag,
    judged: text,
    operationId: text,
    at: time,
    recordedAt: time,
    importId: z.string(),
    rowNo: z.number(),
  }),
  times: ['at', 'recordedAt'] as const,
  choices: { which: { all: '1', outside: "judged = 'fail' AND NOT invalidated" } },
};

/** Quality results of a lot; `judged` is pass, fail or null (neither a verdict nor limits). */
export const findQcResults = defineQuery({
  ...qcResults,
  parameters: z.object({ ...ofLot, which: z.literal('all').default('all') }),
});

/** Those of them that are out of limits and count (D18). */
export const findQcResultsOutside = defineQuery({
  ...qcResults,
  parameters: z.object({ ...ofLot, which: z.literal('outside').default('outside') }),
});

/** Nonconformances that name a lot. */
export const findLotNonconformances = defineQuery({
  module: import.meta.url,
  file: './lot-nonconformances.sql',
  parameters: z.object(ofLot),
  row: z.object({
    ncrId: z.string(),
    lineId: text,
    supplierId: text,
    operationId: text,
    defect: text,
    severity: text,
    rootCause: text,
    quantity: number,
    unit: text,
    cost: number,
    currency: text,
    disposition: text,
    capaId: text,
    openedAt: time,
    closedAt: time,
    capaDueAt: time,
    capaEffective: flagOrUnknown,
  }),
  times: ['openedAt', 'closedAt', 'capaDueAt'],
});

/** Signed approvals of a lot and of the operations it came out of. */
export const findLotApprovals = defineQuery({
  module: import.meta.url,
  file: './lot-approvals.sql',
  parameters: z.object(ofLot),
  row: z.object({
    approvalId: text,
    kind: z.string(),
    lotId: text,
    operationId: text,
    by: z.string(),
    reason: text,
    at: z.string(),
  }),
  times: ['at'],
});
