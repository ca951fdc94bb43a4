import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../event/extensions.ts';
import { areThere, invalid, textOf, valid } from '../testing/published-documents.ts';
import { problemsOf } from '../testing/problems-of.ts';
import { readDocument } from './read-document.ts';

type Changeable = { [name: string]: Changeable } | Changeable[] | string | number | boolean | null;

interface Schema {
  definitions: { epcisQueryDocument: { properties: object; propertyNames: { anyOf: [{ enum: string[] }] } } };
}

/** The published schema, as ajv understands it; but a header may stand in the answer of a query too, where partners send one. */
function publishedSchema() {
  const schema = JSON.parse(textOf('EPCIS-JSON-Schema.json')) as Schema;
  const answer = schema.definitions.epcisQueryDocument;
  answer.properties = { ...answer.properties, epcisHeader: { $ref: '#/definitions/epcisHeader' } };
  answer.propertyNames.anyOf[0].enum.push('epcisHeader');
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  return ajv.compile(schema);
}

/** A document as the schema must see it: an empty transformationID, which it refuses but partners send, says nothing. */
function asOfSchema(document: Changeable): Changeable {
  const copy = structuredClone(document);
  for (const [holder, step] of placesIn(copy)) {
    const event = holder as { [name: string]: Changeable };
    if (step === 'transformationID' && event['type'] === 'TransformationEvent' && event[step] === '')
      delete event[step];
  }
  return copy;
}

/** All the places in a document at which something stands, by the object or list that holds it. */
function placesIn(value: Changeable, found: [Changeable[] | { [name: string]: Changeable }, string][] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const step of Object.keys(value)) {
    found.push([value, step]);
    placesIn((value as { [name: string]: Changeable })[step] ?? null, found);
  }
  return found;
}

const replacements: readonly Json[] = [
  null,
  0,
  1.5,
  true,
  '',
  'word',
  'two words',
  'ext:word',
  'urn:x:y',
  'https://example.com/a b',
  'https://[::1]/x',
  'urn:epcglobal:cbv:bizstep:receiving',
  'https://ns.gs1.org/cbv/BizStep-receiving',
  'https://ref.gs1.org/cbv/BizStep-receiving',
  'https://gs1.org/voc/Temperature',
  'receiving',
  'in_transit',
  'po',
  'location',
  'ADD',
  'OBSERVE',
  'DELETE',
  'ObjectEvent',
  'AggregationEvent',
  'AssociationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'EPCISDocument',
  'EPCISQueryDocument',
  'QuantityEvent',
  '2.0',
  '2020-02-30T00:00:00Z',
  '2020-02-29T23:59:59.1234567+14:00',
  '2020-02-29T23:59:60Z',
  '2020-02-29T12:59:60Z',
  '2020-02-29t10:00:00z',
  '2020-02-29T10:00:00',
  '2020-02-29',
  '+14:00',
  '+14:30',
  '-13:59',
  'Z',
  'KGM',
  'kg',
  'x',
  [],
  {},
  ['urn:x:y'],
  ['urn:x:y', 'urn:x:y'],
  [{}],
  { id: 'urn:x:y' },
  { 'ext:member': 'value' },
  { member: 'value' },
  { set: ['active'] },
];
const names = [
  'member',
  'ext:member',
  'ilmd',
  'epcList',
  'quantityList',
  'childEPCs',
  'childQuantityList',
  'parentID',
  'sensorElementList',
  'readPoint',
  'persistentDisposition',
  'errorDeclaration',
  'transformationID',
  'inputEPCList',
  'outputEPCList',
  'bizTransactionList',
  'certificationInfo',
  'recordTime',
  '@context',
  'type',
  'id',
  'sender',
  'epcisHeader',
];

const change = fc.record({
  what: fc.constantFrom('remove', 'replace', 'rename', 'add', 'repeat', 'move'),
  where: fc.nat(),
  other: fc.nat(),
  value: fc.constantFrom(...replacements),
  name: fc.constantFrom(...names),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Changes one place of a document. */
function apply(document: Changeable, { what, where, other, value, name }: Change): void {
  const places = placesIn(document);
  const [holder, step] = places[where % places.length] ?? [];
  const [otherHolder, otherStep] = places[other % places.length] ?? [];
  if (!holder || step === undefined || !otherHolder || otherStep === undefined) return;
  const copy = (of: unknown): Changeable => structuredClone(of) as Changeable;
  const within = holder as { [name: string]: Changeable };
  const here = copy(within[step]);
  if (Array.isArray(holder)) {
    const at = Number(step);
    if (what === 'remove') holder.splice(at, 1);
    else if (what === 'replace') holder[at] = copy(value);
    else if (what === 'move') holder[at] = copy((otherHolder as typeof within)[otherStep]);
    else holder.splice(at, 0, what === 'repeat' ? here : copy(value));
    return;
  }
  if (what === 'remove') delete within[step];
  else if (what === 'replace') within[step] = copy(value);
  else if (what === 'move') within[step] = copy((otherHolder as typeof within)[otherStep]);
  else if (what === 'repeat') within[name] = here;
  else if (what === 'rename') {
    delete within[step];
    within[name] = here;
  } else within[name] = copy(value);
}

describe.skipIf(!areThere)('the published schema', () => {
  const accepts = areThere ? publishedSchema() : () => false;
  const documents = [...valid, ...invalid].map((name) => JSON.parse(textOf(name)) as Changeable);

  test('changed documents are accepted and refused as by the published schema', () => {
    let refused = 0;
    let accepted = 0;
    fc.assert(
      fc.property(fc.nat(documents.length - 1), fc.array(change, { minLength: 0, maxLength: 3 }), (which, changes) => {
        const document = structuredClone(documents[which] ?? null);
        for (const one of changes) apply(document, one);
        const problems = problemsOf(JSON.stringify(document));
        expect({ isRight: problems.length === 0, problems }).toEqual({
          isRight: accepts(asOfSchema(document)),
          problems,
        });
        if (problems.length === 0) accepted += 1;
        else refused += 1;
      }),
      { numRuns: 1500 },
    );
    // Both answers are asked for often enough to tell something.
    expect(Math.min(accepted, refused)).toBeGreaterThan(150);
  });

  test.each(valid)('every event of %s is right by itself, with the context of its document', (name) => {
    for (const { original, context } of readDocument(textOf(name)).events) {
      const alone = { ...(JSON.parse(original) as object), '@context': context.sent };
      expect(accepts(asOfSchema(JSON.parse(JSON.stringify(alone)) as Changeable))).toBe(true);
      expect(readDocument(JSON.stringify(alone)).events).toHaveLength(1);
    }
  });
});
