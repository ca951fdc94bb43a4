-- How exact a record of the disposition is dated, and goods between our own sites: a dispatch leaves one, an arrival comes into the other, and
-- what has been dispatched and has not arrived is moving.

-- at_precision: of at: 0 an instant, 1 a day, 2 a month, as their first midnight UTC.
ALTER TABLE disposition_records{{on_cluster}} ADD COLUMN IF NOT EXISTS at_precision UInt8;

ALTER TABLE disposition_records{{on_cluster}} MODIFY COLUMN kind Enum8('receipt' = 1, 'produce' = 2, 'issue' = 3, 'transfer' = 4, 'ship' = 5,
  'adjust' = 6, 'scrap' = 7, 'production_return' = 8, 'customer_return' = 9, 'supplier_return' = 10, 'input' = 11, 'loop' = 12, 'link' = 13,
  'shipment' = 14, 'count' = 15, 'operation_scrap' = 16, 'operation_good' = 17, 'nonconformance' = 18, 'complaint' = 19, 'dispatch' = 20,
  'arrival' = 21);

ALTER TABLE disposition_converted{{on_cluster}} MODIFY COLUMN kind Enum8('receipt' = 1, 'produce' = 2, 'issue' = 3, 'transfer' = 4, 'ship' = 5,
  'adjust' = 6, 'scrap' = 7, 'production_return' = 8, 'customer_return' = 9, 'supplier_return' = 10, 'input' = 11, 'loop' = 12, 'link' = 13,
  'shipment' = 14, 'count' = 15, 'operation_scrap' = 16, 'operation_good' = 17, 'nonconformance' = 18, 'complaint' = 19, 'dispatch' = 20,
  'arrival' = 21);

ALTER TABLE disposition_entries{{on_cluster}} MODIFY COLUMN pool Enum8('stock' = 1, 'in_process' = 3, 'in_transit' = 4, 'delivered' = 5, 'consumed' = 6,
  'scrapped' = 7, 'returned' = 8, 'moving' = 9);

ALTER TABLE disposition_sums{{on_cluster}} MODIFY COLUMN pool Enum8('stock' = 1, 'in_process' = 3, 'in_transit' = 4, 'delivered' = 5, 'consumed' = 6,
  'scrapped' = 7, 'returned' = 8, 'moving' = 9);

ALTER TABLE disposition_balances{{on_cluster}} MODIFY COLUMN pool Enum8('stock' = 1, 'in_process' = 3, 'in_transit' = 4, 'delivered' = 5, 'consumed' = 6,
  'scrapped' = 7, 'returned' = 8, 'moving' = 9);
