-- Search finds texts without their accents (L-Ü77 by l-u77): the terms that have some, again without. New terms get both when they are
-- derived (sql/src/search/folded-text.ts, of which this is a copy).
INSERT INTO search_terms
SELECT kind, folded, id, party_id, label, item_id, site_id, lots, version, deleted
FROM (
  SELECT *, replaceAll(replaceAll(replaceAll(replaceAll(translateUTF8(lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(term), '[\\x{0300}-\\x{036F}]', '')), 'øłđðħŧıς‐‑‒–—―−', 'olddhtiσ-------'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') AS folded
  FROM search_terms
  WHERE length(term) != lengthUTF8(term)
)
WHERE folded != term
SETTINGS max_execution_time = 3600;
