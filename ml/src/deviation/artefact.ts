import { createHash } from 'node:crypto';
import { CorruptArtefact, type Skill } from '../family.ts';
import type { DeviationModel } from './deviation-model.ts';

/** What scoring needs. Without skill there is no model. */
export interface DeviationArtefact {
  readonly skill: Skill;
  readonly verdict: string;
  readonly model: DeviationModel | null;
}

const format = 'lotscope supplier-lot-deviation 4';
const hashLength = 64;

/** Name of the format, SHA-256 of the rest, JSON with typed arrays as base64. */
export function writeArtefact(artefact: DeviationArtefact): Uint8Array {
  const body = JSON.stringify(artefact, (_, value: unknown) =>
    value instanceof Float64Array || value instanceof Float32Array
      ? {
          array: value.constructor.name,
          base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
        }
      : value,
  );
  return Buffer.from(`${format}\n${sha256(body)}\n${body}`);
}

/** Throws CorruptArtefact when the bytes are damaged, or not of this format. */
export function readArtefact(bytes: Uint8Array): DeviationArtefact {
  const text = Buffer.from(bytes).toString();
  const start = format.length + 1 + hashLength + 1;
  if (!text.startsWith(`${format}\n`)) throw new CorruptArtefact(`These bytes are not a ${format}`);
  const body = text.slice(start);
  if (text.slice(format.length + 1, start - 1) !== sha256(body))
    throw new CorruptArtefact('The checksum of the model does not fit: it is damaged');
  return JSON.parse(body, (_, value: unknown) => revived(value)) as DeviationArtefact;
}

const arrays = { Float64Array, Float32Array } as const;

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('array' in value) || !('base64' in value)) return value;
  // A copy: the bytes of a Buffer need not begin where numbers may.
  const bytes = Uint8Array.from(Buffer.from(value.base64 as string, 'base64'));
  return new arrays[value.array as keyof typeof arrays](bytes.buffer);
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
