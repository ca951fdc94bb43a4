import type { ReceivedDocument } from '../epcis/documents.service.ts';

/** Where an event stands in its document, and what of it is meant. */
const place = /\/eventList\/(\d+)(?:\/(.*))?$/s;

/** What is wrong with events as rejects of an import: the number of the event is that of the row. */
export function rejectedEvents(
  importId: string,
  { problems, refusedEvents }: Pick<ReceivedDocument, 'problems' | 'refusedEvents'>,
): object[] {
  const texts = new Map(refusedEvents.map(({ index, text }) => [index, text]));
  return problems.flatMap(({ path, reason }) => {
    const [, index, column = ''] = place.exec(path) ?? [];
    if (index === undefined) return [];
    const text = texts.get(Number(index));
    return [
      {
        import_id: importId,
        row_no: Number(index) + 1,
        dataset: '',
        part: 0,
        column_name: column,
        value: null,
        reason,
        raw: text === undefined ? [] : [text],
      },
    ];
  });
}
