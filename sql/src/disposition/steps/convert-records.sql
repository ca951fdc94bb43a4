-- Purpose: bring every record into the unit of its lot where the item converts it (D5), fill blank sites by the site of the lot where a
-- location is named or something came in, and say plainly what an adjustment does: one that only leaves a place takes away. A date without a
-- time is the beginning of the local day of the site that it left, else came to, else of the lot (D4).
-- Grain: one record.
INSERT INTO disposition_converted
SELECT
  r.node_no, r.kind, r.key,
  if(takes_away, -abs(r.quantity), r.quantity) * if(c.factor = 0, 1, c.factor),
  if(is_own, f.unit, r.unit), r.unit IN ('', f.unit) OR c.factor != 0 OR isNaN(r.quantity) AS is_own,
  if(r.from_site = '' AND r.from_location != '', f.site_id, r.from_site) AS origin, r.from_location,
  if(takes_away, origin, if(r.to_site = '' AND r.kind IN ('receipt', 'produce', 'adjust'), f.site_id, r.to_site)),
  if(takes_away, r.from_location, r.to_location),
  r.customer_id, r.from_party_id, r.open, if(d.timezone = '', r.at, toUnixTimestamp(d.starts_at))
FROM (
  SELECT
    *,
    kind = 'adjust' AND (from_site != '' OR from_location != '') AND to_site = '' AND to_location = '' AS takes_away
  FROM disposition_records
) AS r
INNER JOIN (SELECT node_no, item_id, unit, site_id FROM lot_facts_build) AS f ON f.node_no = r.node_no
LEFT ANY JOIN disposition_unit_factors AS c ON c.pair = if(r.unit IN ('', f.unit), 0, cityHash64(f.item_id, r.unit, f.unit))
LEFT ANY JOIN (SELECT site_id, timezone FROM sites WHERE timezone != '') AS z
  ON z.site_id = multiIf(r.at_precision = 0, '', r.from_site != '', r.from_site, r.to_site != '', r.to_site, f.site_id)
{{local_day:d | r.at_precision | if(r.at = 0, '', z.timezone) | toDate32(toDateTime(r.at, 'UTC'))}}
SETTINGS max_execution_time = 600, max_insert_threads = 2
