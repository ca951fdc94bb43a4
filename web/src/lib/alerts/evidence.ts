import { ModelDrift, RiskDriver, type Alert, type Money } from '@lotscope/api/contract';
import { z } from 'zod';

/** From what, and by which model, it was told. */
const told = { modelId: z.string(), modelVersion: z.number(), dataAsOf: z.string() };

/** Why a received lot may deviate, as the alert found it. */
export const SupplierLotEvidence = z.object({
  ...told,
  lotId: z.string(),
  supplierLot: z.string(),
  supplierId: z.string(),
  itemId: z.string(),
  probability: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  usualRate: z.number(),
  drivers: RiskDriver.array(),
});
export type SupplierLotEvidence = z.infer<typeof SupplierLotEvidence>;

/** What of a lot at a site expires, as the alert found it. */
export const ExpiryEvidence = z.object({
  ...told,
  lotId: z.string(),
  itemId: z.string(),
  siteId: z.string(),
  quantity: z.number(),
  expectedQuantity: z.number(),
  unit: z.string(),
  expectedMoney: z.number(),
  currency: z.string(),
  probability: z.number(),
  expiresOn: z.string(),
});
export type ExpiryEvidence = z.infer<typeof ExpiryEvidence>;

const DriftEvidence = z.object({
  modelId: z.string(),
  version: z.number(),
  features: ModelDrift.shape.features.element.pick({ feature: true, psi: true, bound: true }).array(),
});

const TrainingEvidence = z.object({ modelId: z.string(), version: z.number(), reason: z.string() });

export type Evidence =
  | { kind: 'supplier-lot-risk'; found: SupplierLotEvidence }
  | { kind: 'expiry-risk'; found: ExpiryEvidence }
  | { kind: 'model-drift'; found: z.infer<typeof DriftEvidence> }
  | { kind: 'training-failed'; found: z.infer<typeof TrainingEvidence> };

const shapes = {
  'supplier-lot-risk': SupplierLotEvidence,
  'expiry-risk': ExpiryEvidence,
  'model-drift': DriftEvidence,
  'training-failed': TrainingEvidence,
};

/** The evidence of an alert by its kind; undefined: it was recorded in another form, and is listed as it is. */
export function evidenceOf({ kind, detail }: Pick<Alert, 'kind' | 'detail'>): Evidence | undefined {
  const read = shapes[kind].safeParse(detail);
  return read.success ? ({ kind, found: read.data } as Evidence) : undefined;
}

/** Money of a piece of evidence, as everywhere. */
export const moneyFound = ({ expectedMoney, currency }: ExpiryEvidence): Money => ({
  amount: expectedMoney,
  currency: currency === '' ? null : currency,
  unknown: 0,
});
