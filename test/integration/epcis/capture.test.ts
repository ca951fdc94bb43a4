import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CaptureJob, CaptureJobs } from '@lotscope/api/contract';
import type { ImportPage, Problem, Trace } from '@lotscope/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture, captured, documentOf } from '../../support/capturing.ts';
import { load } from '../../support/loading.ts';
import { signedIn, startTestProduct } from '../../support/product.ts';
import type { TestProduct } from '../../support/product.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/epcis');
const areThere = existsSync(folder);
if (!areThere) console.warn(`SKIPPED: the published documents of EPCIS are not in ${folder}`);

let product: TestProduct;
beforeAll(async () => {
  product = await startTestProduct();
});
afterAll(() => product?.close());

const gtin = '00614141123452';
const lot = (number: string): string => `https://id.gs1.org/01/${gtin}/10/${number}`;
const sscc = 'https://id.gs1.org/00/106141412345678908';
const plant = 'https://id.gs1.org/414/0614141073467';
const when = (time: string) => ({ eventTime: `2026-05-0${time}:00Z`, eventTimeZoneOffset: '+00:00' });

const made = (number: string, time: string, more: object = {}) => ({
  type: 'ObjectEvent',
  eventID: `urn:uuid:made-${number}`,
  ...when(time),
  action: 'ADD',
  bizStep: 'commissioning',
  bizLocation: { id: plant },
  quantityList: [{ epcClass: lot(number), quantity: 100, uom: 'KGM' }],
  ...more,
});

const transformed = (from: string, to: string, time: string) => ({
  type: 'TransformationEvent',
  eventID: `urn:uuid:${from}-to-${to}`,
  ...when(time),
  bizLocation: { id: plant },
  inputQuantityList: [{ epcClass: lot(from), quantity: 40, uom: 'KGM' }],
  outputQuantityList: [{ epcClass: lot(to), quantity: 39, uom: 'KGM' }],
});

interface Rows {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total: number;
}

async function rowsOf(dataset: string, lotId: string): Promise<Rows['items']> {
  const { body } = await product.admin.get<Rows>(`/api/v1/datasets/${dataset}/rows?lotId=${encodeURIComponent(lotId)}`);
  return body.items;
}

const tracedFrom = async (root: string): Promise<string[]> => {
  const { body } = await product.admin.post<Trace>('/api/v1/trace', { roots: [root], direction: 'forward' });
  return body.lots.map(({ lotId }) => lotId);
};

describe('a captured document', () => {
  it('is in the trace as soon as its job has ended', async () => {
    const job = await capture(product, documentOf([made('A', '1T08:00'), transformed('A', 'B', '1T09:00')]));
    expect(CaptureJob.parse(job)).toMatchObject({ running: false, success: true, errors: [], events: 2, stored: 2 });
    expect(await tracedFrom(lot('A'))).toEqual([lot('A'), lot('B')]);
  });

  it('with a byte order mark, its context last and unknown members of namespaces is taken as it is', async () => {
    const marked = documentOf([{ ...made('BOM', '1T08:00'), 'https://example.org/x': { deep: [1, '"]}'] } }], {
      '@context': undefined,
      'https://example.org/note': 'kept',
    }).replace(/\}$/, ',"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]}');
    expect(await capture(product, `\uFEFF${marked}`)).toMatchObject({ success: true, stored: 1 });
    expect(await rowsOf('lots', lot('BOM'))).toHaveLength(1);
  });

  it('sent again changes nothing, and an event that contradicts a captured one takes its document with it', async () => {
    const [first, second] = [made('R1', '1T08:00'), made('R2', '1T08:10')];
    await capture(product, documentOf([first]));
    const imports = async () => (await product.admin.get<ImportPage>('/api/v1/imports')).body.total;
    const before = await imports();
    expect(await capture(product, documentOf([first]))).toMatchObject({ success: true, events: 1, stored: 0 });
    expect(await imports()).toBe(before);
    const contradiction = { ...first, bizStep: 'receiving' };
    const refused = await capture(product, documentOf([second, contradiction]));
    expect(refused).toMatchObject({ success: false, stored: 0 });
    expect(refused.errors[0]).toMatchObject({
      type: 'epcisException:ValidationException',
      instance: '/epcisBody/eventList/1',
    });
    expect(await rowsOf('lots', lot('R2'))).toEqual([]);
    const rest = await capture(product, documentOf([second, contradiction]), {
      'GS1-Capture-Error-Behaviour': 'proceed',
    });
    expect(rest).toMatchObject({ success: false, captureErrorBehaviour: 'proceed', events: 2, stored: 1 });
    expect(await rowsOf('lots', lot('R2'))).toHaveLength(1);
  });

  it('leaves nothing in the folder of uploads', async () => {
    expect(await readdir(join(product.folder, 'uploads'))).toEqual([]);
  });
});

describe('events that are invalid', () => {
  const broken = documentOf([
    made('I1', '1T08:00'),
    { ...made('I2', '1T08:00'), action: 'NONE', bizStep: 'transforming' },
  ]);

  it('refuse the document with all reasons, and nothing of it is taken', async () => {
    const { status, body, headers } = await product.admin.send<Problem>('POST', '/epcis/capture', { raw: broken });
    expect([status, body.type]).toEqual([400, 'epcisException:ValidationException']);
    expect(body.errors.map(({ path }) => path).toSorted()).toEqual([
      '/epcisBody/eventList/1/action',
      '/epcisBody/eventList/1/bizStep',
    ]);
    expect(headers.get('GS1-EPCIS-Version')).toBe('2.0.0');
    expect(await rowsOf('lots', lot('I1'))).toEqual([]);
  });

  it('are left out and listed when the sender asks to proceed', async () => {
    const job = await capture(product, broken, { 'GS1-Capture-Error-Behaviour': 'proceed' });
    expect(job).toMatchObject({ running: false, success: false, events: 1, stored: 1 });
    expect(job.errors.map(({ instance }) => instance)).toContain('/epcisBody/eventList/1/bizStep');
    expect(await rowsOf('lots', lot('I1'))).toHaveLength(1);
  });

  it.each([
    ['XML', { raw: '<x/>', headers: { 'content-type': 'application/xml' } }, 415, 'UnsupportedMediaType'],
    ['no JSON', { raw: '{"type": "EPCISDocument"' }, 400, 'Validation'],
    ['nothing', { raw: '' }, 400, 'Validation'],
    ['bytes that are no UTF-8', { raw: Buffer.from([0x7b, 0xc3, 0x28, 0x7d]) }, 400, 'Validation'],
    ['another version', { raw: documentOf([]), headers: { 'GS1-EPCIS-Version': '1.2' } }, 400, 'Validation'],
    [
      'an unknown behaviour',
      { raw: documentOf([]), headers: { 'GS1-Capture-Error-Behaviour': 'hope' } },
      400,
      'Validation',
    ],
  ])('%s is refused with the exception of the standard', async (_what, sending, status, exception) => {
    const answer = await product.admin.send<Problem>('POST', '/epcis/capture', sending);
    expect([answer.status, answer.body.type]).toEqual([status, `epcisException:${exception}Exception`]);
  });
});

describe('a single event', () => {
  it('is kept before its sender gets an answer, and may be sent again', async () => {
    const event = {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      ...made('S', '1T08:00'),
    };
    const sending = { raw: JSON.stringify(event), headers: { 'content-type': 'application/ld+json' } };
    const answer = await product.admin.send('POST', '/epcis/events', sending);
    expect([answer.status, answer.headers.get('location')]).toEqual([201, '/epcis/events/urn%3Auuid%3Amade-S']);
    expect((await product.admin.send('POST', '/epcis/events', sending)).status).toBe(201);
    const other = JSON.stringify({ ...event, bizStep: 'receiving' });
    const refused = await product.admin.send<Problem>('POST', '/epcis/events', { raw: other });
    expect([refused.status, refused.body.type]).toEqual([409, 'epcisException:ResourceAlreadyExistsException']);
    await expect.poll(() => rowsOf('lots', lot('S'))).toHaveLength(1);
    const several = await product.admin.send('POST', '/epcis/events', {
      raw: documentOf([event, made('T', '1T08:00')]),
    });
    expect(several.status).toBe(400);
  });
});

describe('what the ERP and events say of one lot', () => {
  it('is in one row: neither loses what it said to the other, and taking an event back leaves the rest (D2)', async () => {
    await load(product, 'sites', 'siteId,name,kind,gln\nPLANT,Plant,plant,0614141073467\n');
    const id = lot('E');
    await load(product, 'lots', `lotId,itemId,quantity,unit,unitCost,currency\n${id},FLOUR,500,kg,2.5,EUR\n`);
    const ilmd = { 'cbvmda:itemExpirationDate': '2026-12-31' };
    const event = made('E', '1T08:00', { ilmd });
    await capture(product, documentOf([event]));
    const both = {
      quantity: 500,
      unit: 'kg',
      unitCost: 2.5,
      currency: 'EUR',
      expiresAt: '2026-12-31',
      origin: 'made',
      siteId: 'PLANT',
    };
    expect(await rowsOf('lots', id)).toEqual([expect.objectContaining({ ...both, sourceSystem: 'EPCIS' })]);
    const declared = { ...event, errorDeclaration: { declarationTime: '2026-05-02T00:00:00Z' } };
    await capture(product, documentOf([declared]));
    const [left] = await rowsOf('lots', id);
    expect(left).toMatchObject({ itemId: 'FLOUR', quantity: 500, unitCost: 2.5 });
    expect([left?.['expiresAt'], left?.['origin']]).toEqual([null, null]);
  });
});

describe('events that come late', () => {
  const packed = (id: string, time: string, action: string, children: string[]) => ({
    type: 'AggregationEvent',
    eventID: `urn:uuid:${id}`,
    ...when(time),
    action,
    parentID: sscc,
    childQuantityList: children.map((number) => ({ epcClass: lot(number), quantity: 10, uom: 'KGM' })),
  });
  const shipped = {
    type: 'ObjectEvent',
    eventID: 'urn:uuid:shipped',
    ...when('3T08:00'),
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList: [sscc],
    destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:4012345.00005' }],
  };

  it('take back what earlier ones seemed to say: what was unpacked before was not shipped (D9)', async () => {
    await capture(product, documentOf([packed('pack', '2T08:00', 'ADD', ['P', 'Q'])]));
    await capture(product, documentOf([shipped]));
    expect(await rowsOf('shipments', lot('P'))).toHaveLength(1);
    expect(await rowsOf('shipments', lot('Q'))).toHaveLength(1);
    await capture(product, documentOf([packed('unpack', '2T20:00', 'DELETE', ['Q'])]));
    expect(await rowsOf('shipments', lot('P'))).toHaveLength(1);
    expect(await rowsOf('shipments', lot('Q'))).toEqual([]);
  });
});

describe('who may capture', () => {
  it('is who may write imports of every site; readers see the jobs', async () => {
    const planner = await signedIn(product, ['planner']);
    const limited = await signedIn(product, ['integration'], ['PLANT']);
    for (const [reader, path] of [
      [planner, 'capture'],
      [planner, 'events'],
      [limited, 'capture'],
      [limited, 'events'],
    ] as const) {
      const answer = await reader.send<Problem>('POST', `/epcis/${path}`, { raw: documentOf([]) });
      expect([answer.status, answer.body.type]).toEqual([403, 'epcisException:SecurityException']);
    }
    expect((await product.stranger.send('POST', '/epcis/capture', { raw: '{}' })).status).toBe(401);
    const list = await planner.get<CaptureJob[]>('/epcis/capture?perPage=2');
    expect(CaptureJobs.parse(list.body)).toHaveLength(2);
    const next = /<https?:\/\/[^/]+(\/[^>]+)>; rel="next"/.exec(list.headers.get('link') ?? '')?.[1];
    const further = await planner.get<CaptureJob[]>(String(next));
    expect(list.body.map(({ captureID }) => captureID)).not.toContain(further.body[0]?.captureID);
    expect((await planner.get('/epcis/capture/nobody')).status).toBe(404);
  });

  it('gets the job with the answer when preferred, and every capture is in the audit trail (D25)', async () => {
    const sending = { raw: documentOf([]), headers: { Prefer: 'return=representation' } };
    const answer = await product.admin.send<CaptureJob>('POST', '/epcis/capture', sending);
    expect(CaptureJob.parse(answer.body)).toMatchObject({ running: false, success: true, events: 0 });
    expect(await captured(product, answer)).toMatchObject({ events: 0 });
    const audit = await product.admin.get<{ total: number }>('/api/v1/audit?action=capture.created');
    const { body } = await product.admin.get<CaptureJob[]>('/epcis/capture?perPage=1000');
    expect(audit.body.total).toBe(body.length);
    const verified = await product.admin.get<{ valid: boolean }>('/api/v1/audit/verify');
    expect(verified.body.valid).toBe(true);
  });
});

describe.skipIf(!areThere)('the published documents', () => {
  const read = (name: string) => readFileSync(join(folder, name));
  const named = (name: string) => (areThere ? readdirSync(join(folder, name)).map((file) => `${name}/${file}`) : []);

  it('are all captured, however many wait at once', async () => {
    const sent = [...named('documents'), 'wholechain.jsonld'].map(async (name) => {
      const job = await capture(product, read(name), { 'GS1-Capture-Error-Behaviour': 'proceed' });
      expect([name, job.errors.filter(({ detail }) => !detail.includes('captured before'))]).toEqual([name, []]);
      expect(job.events).toBeGreaterThan(0);
    });
    await Promise.all(sent);
  });

  it('are refused with their reasons where they are invalid', async () => {
    for (const name of named('invalid')) {
      const { status, body } = await product.admin.send<Problem>('POST', '/epcis/capture', { raw: read(name) });
      expect([name, status, body.type]).toEqual([name, 400, 'epcisException:ValidationException']);
      expect(body.errors.length, name).toBeGreaterThan(0);
    }
  });
});
