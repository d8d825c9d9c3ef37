/** How the rows of a table are found where some of it cannot be read. */
export interface SalvagedTable {
  readonly name: string
  /** Columns that rows lie in order by; none where it is the hidden one of SQLite. */
  readonly key: readonly string[]
  /** Of a run or an evaluation: the column that says of which. */
  readonly of?: { readonly column: string; readonly parent: 'runs' | 'evaluations' }
  /** What happens where the backup has a row of this key. */
  readonly onBoth: 'keep-theirs' | 'take-newer' | 'take-ours'
}

const ofRun = { column: 'run', parent: 'runs' } as const
const ofEvaluation = { column: 'evaluation', parent: 'evaluations' } as const

/**
 * What is saved of a database that cannot be read, parents first. A backup's row stands where a row
 * never changes, since a flipped bit in a value shows nowhere; what people edit is newer in the damaged
 * file. `run_measures` is counted anew and not saved.
 */
export const salvagedTables: readonly SalvagedTable[] = [
  { name: 'settings', key: ['key'], onBoth: 'take-ours' },
  { name: 'runs', key: ['number'], onBoth: 'take-newer' },
  { name: 'specs', key: ['run'], of: ofRun, onBoth: 'keep-theirs' },
  { name: 'metrics', key: ['run', 'name', 'step'], of: ofRun, onBoth: 'take-newer' },
  { name: 'events', key: ['run', 'seq'], of: ofRun, onBoth: 'keep-theirs' },
  { name: 'truncations', key: ['run', 'seq'], of: ofRun, onBoth: 'keep-theirs' },
  { name: 'checkpoints', key: ['run', 'step'], of: ofRun, onBoth: 'take-ours' },
  { name: 'evaluations', key: ['id'], of: ofRun, onBoth: 'take-newer' },
  { name: 'plan_results', key: [], of: ofEvaluation, onBoth: 'keep-theirs' },
  { name: 'plan_portions', key: [], of: ofEvaluation, onBoth: 'keep-theirs' },
  { name: 'examinations', key: ['evaluation'], of: ofEvaluation, onBoth: 'keep-theirs' },
  { name: 'equivariance', key: ['run', 'step'], of: ofRun, onBoth: 'take-ours' },
  { name: 'run_labels', key: ['kind', 'name', 'run'], of: ofRun, onBoth: 'keep-theirs' },
  { name: 'curricula', key: ['id'], onBoth: 'take-ours' },
  { name: 'curriculum_versions', key: ['curriculum', 'number'], onBoth: 'take-ours' },
  { name: 'curriculum_sittings', key: ['curriculum'], onBoth: 'take-ours' },
  { name: 'comparisons', key: ['id'], onBoth: 'take-ours' },
  { name: 'figures', key: ['id'], onBoth: 'take-ours' },
  { name: 'reports', key: ['id'], onBoth: 'take-ours' },
  { name: 'report_panels', key: ['report', 'key'], onBoth: 'take-ours' },
  { name: 'views', key: ['id'], onBoth: 'take-ours' },
]
