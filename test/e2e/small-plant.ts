import type { ImportAccepted } from '@lotscope/api/contract';
import { derived, ended } from '../support/loading.ts';
import type { Loadable } from '../support/loading.ts';

/** Lots of packaging that one roll became: enough siblings that the graph folds them. */
export const sheets = 120;

/**
 * A plant small enough to recompute by hand. Supplier lot SL-100 (100 kg lactose) was blended, with 5 kg scrapped, into
 * B1, and pressed into T1 (30 of 48 kg shipped to Apex) and T2 (20 of 44 kg shipped to Borel). Kilogram costs: lactose 2,
 * blend 5, tablets 10 euro. Lactose lot L2 came from the same supplier, failed its inspection and is still on hand.
 */
const files: Readonly<Record<string, string>> = {
  sites: 'siteId,name,kind,timezone\nP1,Plant Berlin,plant,Europe/Berlin\nW1,Warehouse North,3pl,Europe/Berlin\n',
  suppliers: 'supplierId,name,country\nS1,Lacto Works,NL\n',
  customers: 'customerId,name,country,recallContact\nC1,Apex Pharmacies,DE,recall@apex.example\nC2,Borel Clinics,FR,\n',
  items: [
    'itemId,name,kind,unit,standardCost,currency,shelfLifeDays',
    'RM-1,Lactose,raw,kg,2,EUR,365',
    'BL-1,Blend 12,intermediate,kg,5,EUR,90',
    'TB-1,Tablet 5 mg,finished,kg,10,EUR,730',
    'PK-1,Foil roll,packaging,m,,,',
    'PK-2,Foil sheet,packaging,m,,,',
    '',
  ].join('\n'),
  lots: [
    'lotId,itemId,lotNumber,origin,siteId,supplierId,supplierLot,receivedAt,manufacturedAt,expiresAt,quantity,unit',
    'RM-1/L1,RM-1,L1,received,P1,S1,SL-100,2026-09-01T08:00:00Z,,2027-08-31,100,kg',
    'RM-1/L2,RM-1,L2,received,P1,S1,SL-200,2026-09-20T08:00:00Z,,2027-09-19,60,kg',
    'BL-1/B1,BL-1,B1,made,P1,,,,2026-09-02T10:00:00Z,2026-12-01,95,kg',
    'TB-1/T1,TB-1,T1,made,P1,,,,2026-09-03T12:00:00Z,2028-09-02,48,kg',
    'TB-1/T2,TB-1,T2,made,P1,,,,2026-09-04T12:00:00Z,2028-09-03,44,kg',
    'PK-1/ROLL,PK-1,ROLL,received,P1,S1,SL-300,2026-09-05T08:00:00Z,,,1200,m',
    ...Array.from({ length: sheets }, (_, sheet) => `PK-2/S${sheet},PK-2,S${sheet},made,P1,,,,2026-09-06,,10,m`),
    '',
  ].join('\n'),
  lot_links: [
    'parentLotId,childLotId,kind,quantity,unit,at',
    ...Array.from({ length: sheets }, (_, sheet) => `PK-1/ROLL,PK-2/S${sheet},split,10,m,2026-09-06`),
    '',
  ].join('\n'),
  operations: [
    'operationId,itemId,siteId,line,machine,kind,startedAt,endedAt,plannedQuantity,goodQuantity,scrapQuantity,scrapReason,unit',
    'WO-1,BL-1,P1,L1,Mixer 1,blend,2026-09-02T08:00:00Z,2026-09-02T10:00:00Z,100,95,5,Spillage,kg',
    'WO-2,TB-1,P1,L2,Press 1,production,2026-09-03T08:00:00Z,2026-09-03T12:00:00Z,50,48,2,Weight,kg',
    'WO-3,TB-1,P1,L2,Press 1,production,2026-09-04T08:00:00Z,2026-09-04T12:00:00Z,45,44,1,Weight,kg',
    '',
  ].join('\n'),
  operation_inputs: [
    'lineId,operationId,lotId,quantity,unit,at',
    'I1,WO-1,RM-1/L1,100,kg,2026-09-02T08:10:00Z',
    'I2,WO-2,BL-1/B1,50,kg,2026-09-03T08:10:00Z',
    'I3,WO-3,BL-1/B1,45,kg,2026-09-04T08:10:00Z',
    '',
  ].join('\n'),
  operation_outputs: [
    'lineId,operationId,lotId,quantity,unit,at',
    'O1,WO-1,BL-1/B1,95,kg,2026-09-02T10:00:00Z',
    'O2,WO-2,TB-1/T1,48,kg,2026-09-03T12:00:00Z',
    'O3,WO-3,TB-1/T2,44,kg,2026-09-04T12:00:00Z',
    '',
  ].join('\n'),
  qc_results: [
    'resultId,lotId,characteristic,value,unit,lower,upper,verdict,stage,at',
    'Q1,RM-1/L1,Water content,4.9,%,4.5,5.5,pass,incoming,2026-09-01T12:00:00Z',
    'Q2,RM-1/L2,Water content,6.1,%,4.5,5.5,fail,incoming,2026-09-20T12:00:00Z',
    '',
  ].join('\n'),
  lot_status: [
    'statusId,lotId,status,reason,by,at',
    'X1,RM-1/L1,released,,qa,2026-09-01T14:00:00Z',
    'X2,RM-1/L2,hold,Water content,qa,2026-09-20T14:00:00Z',
    '',
  ].join('\n'),
  shipments: [
    'shipmentId,lineId,lotId,customerId,fromSiteId,orderId,quantity,unit,shippedAt,deliveredAt',
    'SH-1,1,TB-1/T1,C1,P1,SO-1,30,kg,2026-09-10T08:00:00Z,2026-09-11T08:00:00Z',
    'SH-2,1,TB-1/T2,C2,P1,SO-2,20,kg,2026-09-12T08:00:00Z,2026-09-13T08:00:00Z',
    '',
  ].join('\n'),
};

/** Loads the small plant through the ordinary import, all files at once, so that what is derived from them is derived once; and waits for that. */
export async function loadSmallPlant(product: Loadable): Promise<void> {
  const accepted: ImportAccepted[] = [];
  for (const [dataset, text] of Object.entries(files)) {
    const path = `/api/v1/imports?dataset=${dataset}&name=${dataset}.csv`;
    const answer = await product.admin.send<ImportAccepted>('POST', path, { raw: text });
    if (answer.status !== 202) throw new Error(`${dataset} was not accepted: ${answer.text}`);
    accepted.push(answer.body);
  }
  for (const { importId } of accepted) {
    const { name, state, rows, error } = await ended(product, importId);
    if (state !== 'done' || rows.rejected > 0)
      throw new Error(`${name}: ${state}, ${rows.rejected} rejected, ${error}`);
  }
  await derived(product);
}
