import type { Engine } from '@lotscope/sql';
import type { Pool } from 'pg';
import { expiryFamily } from './expiry.ts';
import type { ModelFamily } from './model-family.ts';
import { supplierLotDeviationFamily } from './supplier-lot-deviation.ts';

/** Every family of models that jobs train and score. A family enters here with its features and its scores. */
export const familiesOf = (engine: Engine, pool: Pool): readonly ModelFamily[] => [
  supplierLotDeviationFamily(engine, pool),
  expiryFamily(engine),
];
