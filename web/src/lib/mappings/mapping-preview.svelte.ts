import { MappingPreview } from '@lotscope/api/contract';
import { request } from '#lib/api/request.ts';
import { Resource } from '#lib/api/resource.svelte.ts';
import type { MappingShape } from './mapping-shape.ts';

/** Typing goes on for a moment before it is worth a question. */
const pauseMs = 300;

/** What the mapping makes of the sample, asked again whenever one of them changes. */
export function livePreview(shape: () => MappingShape | undefined, sample: () => string): Resource<MappingPreview> {
  return new Resource((signal) => {
    const [document, text] = [shape(), sample()];
    if (document === undefined || text.trim() === '') return undefined;
    return ask({ ...document, name: document.name || 'new' }, text, signal);
  });
}

async function ask(document: MappingShape, sample: string, signal: AbortSignal): Promise<MappingPreview> {
  await new Promise((passed) => setTimeout(passed, pauseMs));
  signal.throwIfAborted();
  return request(MappingPreview, '/api/v1/mappings/preview', { method: 'POST', body: { document, sample }, signal });
}
