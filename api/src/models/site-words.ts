/** Segments of what has no known site. */
const noSite: ReadonlySet<string> = new Set(['', 'site unknown']);

/** Whether a reader may see a segment of a model, which is a site. */
export const maySeeSegment = (sites: readonly string[] | null, name: string): boolean =>
  sites === null || noSite.has(name) || sites.includes(name);

/** A sentence about a model as the reader may know it: of `segments`, those that may not be seen are not named. */
export function withoutSites(
  sentence: string | null,
  sites: readonly string[] | null,
  segments: readonly string[],
): string | null {
  if (sentence === null) return null;
  const hidden = segments.filter((name) => !maySeeSegment(sites, name));
  return hidden.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\bfor ${literally(name)}(?=$|[.,:; ])`, 'g'), unnamed),
    sentence,
  );
}

const unnamed = 'for a site that you may not see';

const literally = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
