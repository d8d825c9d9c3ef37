import type { Migration } from './migration.ts'

/** What a network put out for the first images of an evaluation, and how steep its loss was there. */
export const examinations: Migration = {
  version: 3,
  name: 'examinations',
  sql: `
CREATE TABLE examinations (
  evaluation INTEGER PRIMARY KEY REFERENCES evaluations (id),
  logits BLOB NOT NULL,
  gradient BLOB NOT NULL
) STRICT;
`,
}
