-- Purpose: the serials of a range, by id or printed number: those with the same beginning whose number lies within it, or, when the ends do
-- not have one beginning and a number each, those between them in the order of text.
-- A range is exact: texts that a search finds because it folds accents are not in it.
-- Grain: one serial.
-- Parameters: stem, first, last (numbers as text; '' when the range is one of text), from, to (in lower case).
SELECT DISTINCT id AS lot_id
FROM search_terms FINAL
WHERE kind IN ('serial', 'lot')
  AND if(
    {first: String} = '',
    term >= {from: String} AND term <= {to: String},
    startsWith(term, {stem: String})
      AND toUInt64OrNull(substring(term, length({stem: String}) + 1))
        BETWEEN toUInt64OrZero({first: String}) AND toUInt64OrZero({last: String}))
  AND term IN (lowerUTF8(id), lowerUTF8(label))
  AND (kind = 'serial' OR id NOT IN (SELECT id FROM search_terms WHERE kind = 'serial'))
ORDER BY id
SETTINGS max_execution_time = 60
