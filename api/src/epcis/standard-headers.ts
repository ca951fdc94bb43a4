import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotAcceptable } from '../errors/failures.ts';

/** The one version of EPCIS and of the Core Business Vocabulary that is spoken here. */
const version = '2.0.0';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const headerOf = (headers: Headers, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : value?.join(',');
};

/** `2`, `2.0` and `2.0.0` are the same version. */
const parts = (text: string): number[] => [...text.split('.').map(Number), 0, 0].slice(0, 3);

function compare(one: string, other: string): number {
  const [left, right] = [parts(one), parts(other)];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

function refuseOtherVersions(headers: Headers, standard: 'epcis' | 'cbv'): void {
  const asked = (end: string) => headerOf(headers, `gs1-${standard}-${end}`);
  const [exact, least, most] = [asked('version'), asked('min'), asked('max')];
  const isOther =
    (exact !== undefined && compare(exact, version) !== 0) ||
    (least !== undefined && compare(least, version) > 0) ||
    (most !== undefined && compare(most, version) < 0);
  if (isOther) throw new NotAcceptable(`Version ${version} of ${standard.toUpperCase()} is spoken here, and no other`);
}

/** JSON-LD for who asks for it, else JSON; both are the same text. */
function mediaType(accept = '*/*'): string {
  const wanted = accept.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  const known = wanted.find((one) => one === 'application/ld+json' || one === 'application/json');
  if (known !== undefined) return known;
  if (wanted.some((one) => one === '*/*' || one === 'application/*')) return 'application/json';
  throw new NotAcceptable('Events are answered as application/json or application/ld+json');
}

/** Refuses what a request asks for and is not spoken here. Answers the media type to answer with. */
export function negotiate({ headers }: Pick<FastifyRequest, 'headers'>, reply: FastifyReply): string {
  refuseOtherVersions(headers, 'epcis');
  refuseOtherVersions(headers, 'cbv');
  const format = headerOf(headers, 'gs1-epc-format');
  if (format !== undefined && /^always_/i.test(format))
    throw new NotAcceptable('Identifiers are answered as they were sent (GS1-EPC-Format: Never_Translates)');
  const type = mediaType(headers.accept);
  void reply.header('gs1-epc-format', 'Never_Translates');
  return type;
}

/** `GS1-Extensions: ext=http://ns.example.com/,…`: what the prefixes of a query mean. */
export function declaredNamespaces({ headers }: Pick<FastifyRequest, 'headers'>): Map<string, readonly string[]> {
  const declared = (headerOf(headers, 'gs1-extensions') ?? '').split(',').map((one) => one.trim().split('='));
  return new Map(declared.flatMap(([prefix, uri]) => (prefix && uri ? [[prefix, [uri]] as const] : [])));
}
