import type { Query } from '#query'
import type { Connection } from './database.ts'

/** More paths than these are not kept: 100,000 runs take about 5 MB each. */
const mostPaths = 12

/**
 * What settings are in every run, read out of the specs once in the life of a connection: a spec never
 * changes, and reading 100,000 of them takes 300 ms. Held in memory; only new runs are read anew.
 * @returns reads a setting of runs that are new to it; then `setting_values` has it of all.
 */
export function keepSettings(db: Connection): (path: string) => void {
  db.exec(`
CREATE TEMP TABLE setting_values (
  path TEXT NOT NULL,
  run INTEGER NOT NULL,
  text TEXT,
  number ANY,
  PRIMARY KEY (path, run)
) STRICT, WITHOUT ROWID;
-- A number that is free may be given to another run.
CREATE TEMP TRIGGER setting_values_go AFTER DELETE ON main.specs BEGIN
  DELETE FROM setting_values;
END;
`)
  const paths = new Set<string>()
  const clear = db.prepare('DELETE FROM setting_values')
  const read = db.prepare(`INSERT INTO setting_values (path, run, text, number)
    SELECT @path, run, CAST(json_extract(spec, @path) AS TEXT),
      iif(typeof(json_extract(spec, @path)) IN ('integer', 'real'), json_extract(spec, @path), NULL)
    FROM specs
    WHERE run > coalesce((SELECT max(run) FROM setting_values WHERE path = @path), 0)`)
  return (path) => {
    if (!paths.has(path) && paths.size >= mostPaths) {
      clear.run()
      paths.clear()
    }
    paths.add(path)
    read.run({ path })
  }
}

/** Paths of the settings that a query asks about. */
export function settingsIn(query: Query): string[] {
  switch (query.is) {
    case 'and':
    case 'or':
      return query.of.flatMap(settingsIn)
    case 'not':
      return settingsIn(query.of)
    case 'setting':
      return [query.path]
    case 'compare':
      return query.left.of === 'setting' ? [query.left.path] : []
    default:
      return []
  }
}
