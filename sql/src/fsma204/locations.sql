-- Purpose: what location descriptions are made of (21 CFR 1.1310): every site, and the name and country of parties whose site is not recorded.
-- Grain: one site, supplier or customer.
SELECT
  'site' AS kind, site_id AS id, gln, name, phone, address, city, region, postal_code, country, latitude, longitude
FROM sites
UNION ALL
SELECT 'supplier', supplier_id, NULL, name, NULL, NULL, NULL, NULL, NULL, country, NULL, NULL
FROM suppliers
UNION ALL
SELECT 'customer', customer_id, NULL, name, NULL, NULL, NULL, NULL, NULL, country, NULL, NULL
FROM customers
SETTINGS max_execution_time = 60
