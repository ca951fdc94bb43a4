/**
 * Where every random test starts. Fixed, so that a change is judged by what it changed; `TEST_SEED=random npm test` (or a number of an earlier
 * run, which the failing test prints) looks elsewhere.
 */
const asked = process.env['TEST_SEED'] ?? '20261122';
export const seed = asked === 'random' ? Date.now() % 1_000_000 : Number(asked);
if (!Number.isSafeInteger(seed)) throw new Error(`TEST_SEED is a whole number or "random", not ${asked}`);
