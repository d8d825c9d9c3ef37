import type { Migration } from './migration.ts'

/** Named comparisons: which runs, and how they are looked at. */
export const comparisons: Migration = {
  version: 5,
  name: 'comparisons',
  sql: `
CREATE TABLE comparisons (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  runs TEXT NOT NULL CHECK (json_valid(runs)),
  view TEXT NOT NULL CHECK (json_valid(view)),
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
