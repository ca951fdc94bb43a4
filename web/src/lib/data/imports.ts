import { Import, ImportAccepted, ImportedRows, ImportPage, MappingList } from '@lotscope/api/contract';
import { readProblemText, RequestProblem } from '#lib/api/problem.ts';
import { apiPath, queryString, request } from '#lib/api/request.ts';

export function loadImports(page: { limit: number; cursor: string | null }, signal: AbortSignal): Promise<ImportPage> {
  return request(ImportPage, '/api/v1/imports' + queryString(page), { signal });
}

export function loadImport(importId: string, signal: AbortSignal): Promise<Import> {
  return request(Import, apiPath`/imports/${importId}`, { signal });
}

/** What has become of the rows that it brought. */
export function loadImportedRows(importId: string, signal: AbortSignal): Promise<ImportedRows> {
  return request(ImportedRows, apiPath`/imports/${importId}/rows`, { signal });
}

export function rejectsCsv(importId: string): string {
  return apiPath`/imports/${importId}/rejects.csv`;
}

export function loadMappings(signal: AbortSignal): Promise<MappingList> {
  return request(MappingList, '/api/v1/mappings', { signal });
}

/** How a file is read: as one dataset, or through a mapping. */
export type Reading = { readonly dataset: string } | { readonly mapping: string };

/**
 * Sends a file as it is; `onProgress` gets the bytes that have left. XMLHttpRequest, because `fetch` does not tell how far
 * an upload is.
 */
export function upload(
  file: File,
  reading: Reading,
  onProgress: (sent: number, total: number) => void,
): Promise<ImportAccepted> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', '/api/v1/imports' + queryString({ ...reading, name: file.name }));
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('accept', 'application/json');
    sending.upload.onprogress = (event) => onProgress(event.loaded, event.lengthComputable ? event.total : file.size);
    sending.onerror = () =>
      reject(new RequestProblem({ status: 0, code: 'unreachable', detail: 'The upload was interrupted.' }));
    sending.onload = () => {
      if (sending.status === 202) resolve(ImportAccepted.parse(JSON.parse(sending.responseText)));
      else reject(readProblemText(sending.status, sending.responseText, sending.getResponseHeader('x-correlation-id')));
    };
    sending.send(file);
  });
}
