import { z } from 'zod';
import { flag, number } from '../../query/columns.ts';
import { defineQuery } from '../../query/define-query.ts';
import { versionsOf } from '../../query/versions.ts';
import { unmixedParts } from './unmixed-parts.ts';

const given = z.literal('given').default('given');

/** Received lots with what became of them; times in milliseconds since 1970. */
export const receivedLots = defineQuery({
  module: import.meta.url,
  file: 'received-lots.sql',
  parameters: z.object({
    lots: given,
    qcResults: given,
    nonconformances: given,
    operationInputs: given,
    unmixedParts: given,
    asOf: z.string(),
    decisionHours: z.number().int().min(0),
    labelDays: z.number().int().min(1),
    yieldTolerance: z.number().positive(),
  }),
  row: z.object({
    lotId: z.string(),
    supplierLot: z.string(),
    supplierId: z.string(),
    itemId: z.string(),
    siteId: z.string(),
    predictedAt: z.number(),
    labelUntil: z.number(),
    ageDays: number,
    firstBad: number,
    badBefore: flag,
    lookedAt: flag,
  }),
  choices: {
    lots: { given: versionsOf('lots') },
    qcResults: { given: versionsOf('qc_results') },
    nonconformances: { given: versionsOf('nonconformances') },
    operationInputs: { given: versionsOf('operation_inputs') },
    unmixedParts: { given: unmixedParts(`{asOf: DateTime64(3, 'UTC')}`) },
  },
});
