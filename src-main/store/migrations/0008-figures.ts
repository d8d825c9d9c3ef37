import type { Migration } from './migration.ts'

/** Figures for print: what they show of which runs, and how they are printed. */
export const figures: Migration = {
  version: 8,
  name: 'figures',
  sql: `
CREATE TABLE figures (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  runs TEXT NOT NULL CHECK (json_valid(runs)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
