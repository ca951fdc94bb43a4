import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes a `lots` CSV of received lots, with an item of the list, one of 50 suppliers and a supplier lot of its own each. */
export function writeLots(path: string, rows: number, items: readonly string[], seed = 1): void {
  if (items.length === 0) throw new Error('Lots need items');
  const file = openSync(path, 'w');
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  let text = 'lotId,itemId,lotNumber,origin,supplierId,supplierLot,receivedAt,quantity,unit\n';
  try {
    for (let row = 0; row < rows; row++) {
      const number = String(row).padStart(8, '0');
      const received = new Date(Date.UTC(2024, 0, 1) + below(730 * 86_400) * 1000).toISOString();
      const item = `"${(items[below(items.length)] as string).replaceAll('"', '""')}"`;
      text += `TOP-${number},${item},${number},received,TOP-S${below(50)},${below(1e9).toString(36)}-${number},${received},${1 + below(9999)},kg\n`;
      if (text.length < 1 << 20) continue;
      writeSync(file, text);
      text = '';
    }
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
