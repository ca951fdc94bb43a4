/** Most bytes of one captured document: they pass through flat memory, but lie on the disk of the data folder meanwhile. */
export const mostBytes = 2 * 1024 ** 3;

/** Most events of one captured document. */
export const mostEvents = 2_000_000;
