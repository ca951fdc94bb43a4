-- Purpose: the suppliers' own numbers for received lots, each with the first lots that it stands for.
-- Grain: one supplier lot of one supplier.
-- Parameters: version.
INSERT INTO search_terms_build
SELECT
  'supplierLot', arrayJoin({{terms:supplier_lot}}), supplier_lot, supplier_id,
  any(if(ifNull(s.name, '') = '', supplier_lot, concat(supplier_lot, ' · ', assumeNotNull(s.name)))),
  any(f.item_id), any(f.site_id), arraySlice(arraySort(groupArray(100)(f.lot_id)), 1, 5), {version: UInt64}, 0
FROM lot_facts AS f
LEFT ANY JOIN suppliers AS s ON s.supplier_id = f.supplier_id
WHERE supplier_lot != '' {{and_supplier_lot_changed}}
GROUP BY supplier_id, supplier_lot
SETTINGS max_execution_time = 600, optimize_on_insert = 0
