import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (how: { type: 'major'; execution: 'async' }) => Promise<void>;

/**
 * Gives the memory of a plant that was replaced back to the system. Its arrays lie outside of the heap, whose own growth is what sets off a
 * collection: left alone, a former plant of a gigabyte stays until the next one is loaded.
 */
export function giveBack(): Promise<void> {
  return collect({ type: 'major', execution: 'async' });
}
