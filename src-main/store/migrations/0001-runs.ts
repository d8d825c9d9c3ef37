import type { Migration } from './migration.ts'

/** Runs, what happened to them, what they scored; saved curricula; settings of the folder. */
export const runs: Migration = {
  version: 1,
  name: 'runs',
  sql: `
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  run_group TEXT,
  study TEXT,
  seed INTEGER NOT NULL,
  architecture TEXT NOT NULL,
  loss TEXT NOT NULL,
  curriculum TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'pausing', 'paused', 'finished',
    'failed', 'cancelled', 'interrupted')),
  task TEXT NOT NULL CHECK (task IN ('train', 'evaluate')),
  protocol TEXT CHECK (protocol IS NULL OR json_valid(protocol)),
  activity TEXT CHECK (activity IN ('training', 'evaluating')),
  queue_turn INTEGER,
  lease_epoch INTEGER NOT NULL DEFAULT 0,
  host_boot TEXT,
  worker_pid INTEGER,
  retries INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  active_ms INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL DEFAULT 0,
  step INTEGER NOT NULL DEFAULT 0,
  total_steps INTEGER NOT NULL,
  steps_per_epoch INTEGER NOT NULL,
  images_per_second REAL,
  plans_done INTEGER NOT NULL DEFAULT 0,
  plans_total INTEGER NOT NULL DEFAULT 0,
  dataset_hash TEXT,
  engine TEXT,
  weights_hash TEXT,
  scores TEXT,
  fault_code TEXT,
  fault_message TEXT,
  CHECK ((state = 'queued') = (queue_turn IS NOT NULL))
) STRICT;
CREATE INDEX runs_in_queue ON runs (queue_turn) WHERE state = 'queued';
CREATE INDEX runs_live ON runs (state) WHERE state IN ('running', 'pausing');
CREATE INDEX runs_of_study ON runs (study) WHERE study IS NOT NULL;

CREATE TABLE specs (
  run INTEGER PRIMARY KEY REFERENCES runs (number),
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  resolved TEXT CHECK (resolved IS NULL OR json_valid(resolved))
) STRICT;
CREATE TRIGGER specs_are_immutable BEFORE UPDATE ON specs
BEGIN SELECT RAISE(ABORT, 'a spec is immutable once its run is made'); END;

CREATE TABLE metrics (
  run INTEGER NOT NULL REFERENCES runs (number),
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  value REAL NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (run, name, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX metrics_by_seq ON metrics (run, seq);

CREATE TABLE events (
  run INTEGER NOT NULL REFERENCES runs (number),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  step INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('worker', 'host')),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE truncations (
  run INTEGER NOT NULL REFERENCES runs (number),
  seq INTEGER NOT NULL,
  after_step INTEGER NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (number),
  step INTEGER NOT NULL,
  hash TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluations (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number),
  step INTEGER NOT NULL,
  protocol TEXT NOT NULL CHECK (json_valid(protocol)),
  subset BLOB NOT NULL,
  labels BLOB NOT NULL,
  subset_hash TEXT NOT NULL,
  plans_total INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  scores TEXT CHECK (scores IS NULL OR json_valid(scores))
) STRICT;
CREATE INDEX evaluations_of_run ON evaluations (run);

CREATE TABLE plan_results (
  evaluation INTEGER NOT NULL REFERENCES evaluations (id),
  position INTEGER NOT NULL,
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  prediction BLOB NOT NULL,
  loss BLOB NOT NULL,
  margin BLOB NOT NULL,
  gallery BLOB NOT NULL,
  PRIMARY KEY (evaluation, position)
) STRICT;

CREATE TABLE curricula (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
