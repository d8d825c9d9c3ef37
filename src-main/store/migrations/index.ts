import { runs } from './0001-runs.ts'
import { planPortions } from './0002-plan-portions.ts'
import { examinations } from './0003-examinations.ts'
import { runListing } from './0004-run-listing.ts'
import { comparisons } from './0005-comparisons.ts'
import { equivariance } from './0006-equivariance.ts'
import { curriculumHistory } from './0007-curriculum-history.ts'
import { figures } from './0008-figures.ts'
import { reports } from './0009-reports.ts'
import { runIndexes } from './0010-run-indexes.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = [
  runs,
  planPortions,
  examinations,
  runListing,
  comparisons,
  equivariance,
  curriculumHistory,
  figures,
  reports,
  runIndexes,
]
