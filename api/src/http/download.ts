import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** A file of this name and type, to be kept by who asked for it. */
export const download = (name: string, type: string, content: Readable): StreamableFile =>
  new StreamableFile(content, { type, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
