import type { Migration } from './migration.ts'

/** What the equivariance meter read off a checkpoint. */
export const equivariance: Migration = {
  version: 6,
  name: 'equivariance',
  sql: `
CREATE TABLE equivariance (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  checkpoint_hash TEXT NOT NULL,
  measured_at INTEGER NOT NULL,
  reading TEXT NOT NULL CHECK (json_valid(reading)),
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
`,
}
