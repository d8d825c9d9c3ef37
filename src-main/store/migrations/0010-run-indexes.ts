import type { Migration } from './migration.ts'

/**
 * Indexes for what is asked often, or of each run that is removed: numbers, forks, what is deleted and
 * what has not ended. Each was a walk over all runs or all their numbers.
 */
export const runIndexes: Migration = {
  version: 10,
  name: 'run-indexes',
  sql: `
CREATE INDEX run_measures_of_run ON run_measures (run);
CREATE INDEX runs_forked ON runs (starts_from) WHERE starts_from IS NOT NULL;
CREATE INDEX runs_deleted ON runs (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX runs_not_ended ON runs (number)
  WHERE state IN ('queued', 'running', 'pausing', 'paused', 'interrupted');
`,
}
