import type { Statements } from '../engine/engine.ts';
import { canonical } from './canonical.ts';
import { KnownMasterData } from './known-master-data.ts';

type Readable = Pick<Statements, 'query'>;
type Attributes = Readonly<Record<string, string | number | null>>;

interface SiteRow {
  readonly site_id: string;
  readonly gln: string | null;
  readonly parent_site_id: string | null;
}

interface DescribedRow {
  readonly id: string;
  readonly key: string | null;
  readonly attributes: Attributes;
}

const placeOfGln = (gln: string | null): readonly string[] => (gln ? [`https://id.gs1.org/414/${gln}`] : []);

/** What a place may be called in events: by the ID that its site has here, and by its GLN. */
const namesOf = ({ site_id: id, gln }: SiteRow): readonly string[] => [...new Set([canonical(id), ...placeOfGln(gln)])];

const readSites = (statements: Readable): Promise<SiteRow[]> =>
  statements.query<SiteRow>('SELECT site_id, gln, parent_site_id FROM sites SETTINGS max_execution_time = 20');

/** The places that some sites may be called in events. */
export async function placesOfSites(statements: Readable, sites: readonly string[]): Promise<string[]> {
  const known = (await readSites(statements)).filter(({ site_id: id }) => sites.includes(id));
  return [...new Set([...sites.map(canonical), ...known.flatMap(namesOf)])];
}

/** Names of one site lie in each other, and all of them in those of the site that it belongs to. */
function placesAround(sites: readonly SiteRow[]): Map<string, readonly string[]> {
  const byId = new Map(sites.map((site) => [site.site_id, site]));
  return new Map(
    sites.flatMap((site) => {
      const parent = site.parent_site_id ? byId.get(site.parent_site_id) : undefined;
      const around = parent ? namesOf(parent) : site.parent_site_id ? [canonical(site.parent_site_id)] : [];
      return namesOf(site).map(
        (name) => [name, [...namesOf(site).filter((other) => other !== name), ...around]] as const,
      );
    }),
  );
}

/** Our columns by the attributes that the Core Business Vocabulary has for them (CBV 2.0, chapter 9). */
const described = [
  `SELECT site_id AS id, concat('https://id.gs1.org/414/', nullIf(gln, '')) AS key,
     map('name', name, 'streetAddressOne', address, 'latitude', toString(latitude), 'longitude', toString(longitude)) AS attributes FROM sites`,
  `SELECT item_id AS id, concat('https://id.gs1.org/01/', nullIf(leftPad(gtin, 14, '0'), '')) AS key,
     map('descriptionShort', name) AS attributes FROM items`,
  `SELECT customer_id AS id, NULL AS key, map('name', name, 'countryCode', country) AS attributes FROM customers`,
  `SELECT supplier_id AS id, NULL AS key, map('name', name, 'countryCode', country) AS attributes FROM suppliers`,
];

function attributesOf(row: DescribedRow): ReadonlyMap<string, readonly string[]> {
  const said = Object.entries(row.attributes).filter(([, value]) => value !== null && value !== '');
  return new Map(said.map(([name, value]) => [`urn:epcglobal:cbv:mda:${name}`, [String(value)]]));
}

/** What the datasets know of places, items and parties. */
export async function readMasterData(statements: Readable): Promise<KnownMasterData> {
  const sites = await readSites(statements);
  const attributes = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const sql of described)
    for (const row of await statements.query<DescribedRow>(`${sql} SETTINGS max_execution_time = 20`))
      for (const name of [canonical(row.id), ...(row.key ? [row.key] : [])]) attributes.set(name, attributesOf(row));
  return new KnownMasterData(placesAround(sites), attributes);
}
