import { choice, dataset, id, lineId, number, required, text, time } from './dataset-spec.ts';

/** What a lot went through before it was in a plant: the critical tracking events of 21 CFR 1.1325 to 1.1335 (D24). */
export const traceabilityEvents = dataset(
  'traceability_events',
  'lots',
  'one harvest, cooling, initial packing or first landing of a lot (FSMA 204)',
  {
    eventId: lineId('Identity of the event; may be missing'),
    lotId: required(id('Lot', 'lots')),
    kind: required(
      choice(['harvesting', 'cooling', 'initial_packing', 'first_land_based_receiving'], 'What happened to it'),
    ),
    at: time('When it was harvested, cooled, packed or landed'),
    siteId: id('Where: the farm, the cooler, the packer or the first land-based receiver', 'sites'),
    nextSiteId: id('Where it went next; of harvesting and cooling', 'sites'),
    commodity: text('Commodity; of a catch the species or market name'),
    variety: text('Variety of the commodity'),
    quantity: number('notNegative', 'Quantity harvested, cooled, received to be packed, or landed'),
    unit: text('Unit of the quantity'),
    packedQuantity: number('notNegative', 'Quantity packed; of initial packing'),
    packedUnit: text('Unit of the quantity packed'),
    receivedAt: time('When it was received to be packed'),
    fromSiteId: id('Where it was received from to be packed', 'sites'),
    harvestSiteId: id('Farm where it was harvested; of cooling and initial packing', 'sites'),
    growingArea: text('Field, growing area, pond or cage; of a catch the harvest locations of the trip'),
    harvesterSiteId: id('Who harvested it; of initial packing', 'sites'),
    harvestedAt: time('When it was harvested; of a catch the first day'),
    harvestedUntil: time('Last day of the catch', 'end'),
    coolingSiteId: id('Where it was cooled, if it was; of initial packing', 'sites'),
    cooledAt: time('When it was cooled'),
    document: text('Number of the reference document'),
    documentType: text('Kind of that document: field tag, harvest report, catch certificate …'),
  },
);
