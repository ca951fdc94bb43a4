-- Purpose: what has become of the rows that an import brought to one dataset (D2): current, taken back by a deletion, superseded by a later value.
-- Grain: one row.
-- Parameters: rows and history (the tables of the dataset), importId.
SELECT
  countIf(deleted = 0) AS current,
  countIf(deleted = 1) AS deletions,
  (SELECT count() FROM {history: Identifier} FINAL WHERE import_id = {importId: String}) AS superseded
FROM {rows: Identifier} FINAL
WHERE import_id = {importId: String}
SETTINGS max_execution_time = 60
