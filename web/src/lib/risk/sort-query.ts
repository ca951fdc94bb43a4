/** An order of a list, `column` ascending or `-column` descending, as the routes of risk are asked for it. */
export function sortQuery(sort: string | undefined): { sort?: string; order?: 'asc' | 'desc' } {
  if (sort === undefined) return {};
  return sort.startsWith('-') ? { sort: sort.slice(1), order: 'desc' } : { sort, order: 'asc' };
}
