export * from './alerts.ts';
export * from './expiry-verdicts.ts';
export * from './inspection-budget.ts';
export * from './jobs.ts';
export * from './model-families.ts';
export * from './progress.ts';
export * from './public-address.ts';
export * from './queues.ts';
