/**
 * Stock with what the run says of it; before the first run ('') the stock as it is on hand, with nothing said of it. Afterwards, too, the stock of
 * lots that no record is loaded of: nothing can be said of it, but it is there. `e.expires_on` is the last day of use: of stock without scores the
 * local day before the instant at which it counts as expired, told from UTC. `e.stock_on` is the day at whose start it is judged.
 */
export const scoredStock = `(
      SELECT
        lot_id, toString(item_id) AS item_id, toString(site_id) AS site_id, quantity, toString(unit) AS unit, expires_on, rank, p_any, expected_quantity,
        low, high, quantity * unit_cost AS value, expected_money, toString(currency) AS currency,
        toString(use_first_verdict) AS use_first_verdict, saved_by_using_first, toString(transfer_verdict) AS transfer_verdict, saved_by_transfer,
        toString(transfer_to) AS transfer_to, transfer_days, toString(markdown_verdict) AS markdown_verdict, saved_by_markdown, unit_price,
        markdown_discount,
        price_elasticity,
        nullIf(greatest(ifNull(saved_by_using_first, -inf), ifNull(saved_by_transfer, -inf), ifNull(saved_by_markdown, -inf)), -inf) AS best_saving,
        stock_on, model_id, model_version, scored_at,
        toString(skill) AS skill, toString(verdict) AS verdict
      FROM expiry_score_rows
      WHERE batch = {run: String}
      UNION ALL
      SELECT
        lot_id, toString(any(item_id)), toString(site_id), if(countIf(quantity IS NULL) > 0, NULL, sum(quantity)), toString(unit),
        toDate32(min(expired_from) - toIntervalHour(12)), NULL, NULL, NULL,
        NULL, NULL, if(countIf(value IS NULL) > 0, NULL, sum(value)), NULL, {currency: String},
        '', NULL, '', NULL, '', NULL, '', NULL, NULL, NULL, NULL, NULL, toDate32({unscoredOn: Int32}), '', 0, toDateTime64(0, 3, 'UTC'),
        '', if({run: String} = '', '', 'no lot record')
      FROM stock_on_hand
      WHERE {run: String} = '' OR lot_id NOT IN (SELECT lot_id FROM lots WHERE lot_id IN (SELECT lot_id FROM stock_on_hand))
        AND (lot_id, toString(site_id)) NOT IN (SELECT lot_id, toString(site_id) FROM expiry_score_rows WHERE batch = {run: String})
      GROUP BY lot_id, site_id, unit
    )`;

/** Rows of sites that the reader may see. */
export const visibleStock = `({allSites: UInt8} OR e.site_id IN {sites: Array(String)} OR e.site_id = '')`;

/** The ISO week in which stock expires, `2026-W47`; '' without an expiry date. */
export const weekOfExpiry = `if(e.expires_on IS NULL, '',
    concat(toString(toISOYear(e.expires_on)), '-W', leftPad(toString(toISOWeek(e.expires_on)), 2, '0')))`;

/** It has expired already: its last day of use was over when the stock was judged. No forecast is needed to know. */
export const hasExpired = `(e.verdict = 'expired' OR ifNull(e.expires_on < e.stock_on, 0))`;

/** What the list is narrowed by; a horizon below 0 narrows nothing. */
export const stockFilter = `({site: String} = '' OR e.site_id = {site: String})
      AND ({item: String} = '' OR e.item_id = {item: String})
      AND ({lot: String} = '' OR e.lot_id = {lot: String})
      AND ({state: String} = '' OR ${hasExpired} = ({state: String} = 'expired'))
      AND ({week: String} = '' OR ${weekOfExpiry} = {week: String})
      AND ({horizon: Int32} < 0 OR e.expires_on <= addDays(e.stock_on, {horizon: Int32}))
      AND ({q: String} = '' OR positionCaseInsensitiveUTF8(e.lot_id, {q: String}) > 0
        OR positionCaseInsensitiveUTF8(e.item_id, {q: String}) > 0
        OR e.item_id IN (SELECT item_id FROM items WHERE positionCaseInsensitiveUTF8(ifNull(name, ''), {q: String}) > 0))`;
