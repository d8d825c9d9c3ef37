import { configKey, type RunSpec } from '#spec'
import type { Migration } from './migration.ts'

/**
 * What a list of many runs is read from: keys of groups, one row for each number of a run, tags and
 * collections, what is put away; and views that people saved.
 */
export const runListing: Migration = {
  version: 4,
  name: 'run-listing',
  sql: `
ALTER TABLE runs ADD COLUMN config_key TEXT;
ALTER TABLE runs ADD COLUMN starts_from TEXT;
ALTER TABLE runs ADD COLUMN archived_at INTEGER;
ALTER TABLE runs ADD COLUMN deleted_at INTEGER;
ALTER TABLE runs ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN measured INTEGER NOT NULL DEFAULT 0 CHECK (measured IN (0, 1));
CREATE INDEX runs_in_sight ON runs (number) WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX runs_of_config ON runs (config_key, number);
CREATE INDEX runs_unmeasured ON runs (number) WHERE measured = 0 AND scores IS NOT NULL;

CREATE TABLE run_measures (
  name TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number),
  last REAL NOT NULL,
  last_step INTEGER NOT NULL,
  lowest REAL NOT NULL,
  lowest_step INTEGER NOT NULL,
  highest REAL NOT NULL,
  highest_step INTEGER NOT NULL,
  PRIMARY KEY (name, run)
) STRICT, WITHOUT ROWID;
INSERT INTO run_measures
SELECT ends.name, ends.run, ends.value, ends.step, low.value, low.step, high.value, high.step FROM
  (SELECT run, name, value, max(step) AS step FROM metrics GROUP BY run, name) AS ends
  JOIN (SELECT run, name, min(value) AS value, step FROM metrics GROUP BY run, name) AS low
    USING (run, name)
  JOIN (SELECT run, name, max(value) AS value, step FROM metrics GROUP BY run, name) AS high
    USING (run, name);

CREATE TABLE run_labels (
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'collection')),
  name TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (number),
  PRIMARY KEY (kind, name, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_labels_of_run ON run_labels (run);

CREATE TABLE views (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  view TEXT NOT NULL CHECK (json_valid(view)),
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
  // A SHA-256 is nothing that SQL can compute.
  fill: (db) => {
    const set = db.prepare('UPDATE runs SET config_key = ? WHERE number = ?')
    const specs = db.prepare<[], { run: number; spec: string }>('SELECT run, spec FROM specs')
    const keys = specs.all().map(({ run, spec }) => [configKey(JSON.parse(spec) as RunSpec), run])
    for (const key of keys) set.run(...key)
  },
}
