import type { Migration } from './migration.ts'

/** What a plan under way did to images of the subset, so that a killed evaluation goes on from there. */
export const planPortions: Migration = {
  version: 2,
  name: 'plan-portions',
  sql: `
CREATE TABLE plan_portions (
  evaluation INTEGER NOT NULL REFERENCES evaluations (id),
  position INTEGER NOT NULL,
  first_image INTEGER NOT NULL CHECK (first_image >= 0),
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  prediction BLOB NOT NULL,
  loss BLOB NOT NULL,
  margin BLOB NOT NULL,
  gallery BLOB NOT NULL,
  PRIMARY KEY (evaluation, position, first_image)
) STRICT;
`,
}
