import { LinkedDataContext } from '../document/linked-data-context.ts';

/** What the prefixes of a query mean. One prefix may stand for several namespaces: senders of events choose theirs freely. */
export type Namespaces = ReadonlyMap<string, readonly string[]>;

/** Schemes whose URIs have no `//` behind the colon and are no prefix. */
const schemes = ['urn', 'tag', 'did', 'ni', 'info'];

/** `NAMESPACE#NAME` is how EPCIS for XML writes the name that a context of JSON-LD makes by putting both together. */
function spellings(uri: string): readonly string[] {
  const hash = uri.lastIndexOf('#');
  if (hash < 0 || hash === uri.length - 1) return [uri];
  const [namespace, name] = [uri.slice(0, hash), uri.slice(hash + 1)];
  return /[/:]$/.test(namespace)
    ? [uri, namespace + name]
    : [uri, `${namespace}/${name}`, `${namespace}:${name}`, namespace + name];
}

/** All whole URIs that a name, whole or with a prefix, may stand for; null when its prefix is not declared. */
export function namesOf(name: string, namespaces: Namespaces): readonly string[] | null {
  const colon = name.indexOf(':');
  const [prefix, local] = [name.slice(0, colon), name.slice(colon + 1)];
  const declared = namespaces.get(prefix);
  if (declared !== undefined && !local.startsWith('//')) return declared.map((namespace) => namespace + local);
  const standard = LinkedDataContext.standard.expand(name);
  if (standard !== name) return [standard];
  return local.startsWith('//') || schemes.includes(prefix.toLowerCase()) ? spellings(name) : null;
}

/** The whole URI of a value: a value with an undeclared prefix is a URI of a scheme of its own. */
export function valuesOf(value: string, namespaces: Namespaces): readonly string[] {
  const colon = value.indexOf(':');
  return colon < 0 ? [value] : (namesOf(value, namespaces) ?? [value]);
}
