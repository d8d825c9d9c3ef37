import { createHash } from 'node:crypto'
import { canonicalJson } from '#spec'
import type { ReadableStore } from '#store'
import { collectRun } from '../write/collect-run.ts'
import type { ComparisonDocument, CurriculumDocument, FigureDocument } from '../format/documents.ts'
import { malformed } from '../format/refusal.ts'
import {
  runDocumentSchema,
  type MetricsDocument,
  type RunDocument,
} from '../format/run-document.ts'
import {
  contentsOf,
  readComparison,
  readCurriculum,
  readFigure,
  readRun,
  type Contents,
  type RunItems,
} from './contents.ts'
import type { Bundle } from './open.ts'

/** `same` and `differs`: something of that id is here. Both stay out; what is here is not touched. */
export type Standing = 'new' | 'same' | 'differs'

export interface SurveyedRun {
  readonly items: RunItems
  readonly run: RunDocument
  readonly standing: Standing
}

/** What a bundle would bring in. */
export interface BundleSurvey {
  readonly contents: Contents
  readonly runs: readonly SurveyedRun[]
  readonly curricula: readonly { document: CurriculumDocument; standing: Standing }[]
  readonly comparisons: readonly { document: ComparisonDocument; standing: Standing }[]
  readonly figures: readonly { document: FigureDocument; standing: Standing }[]
}

/**
 * Reads every document of a bundle, and holds it against what is here. Weights, arrays and images
 * are not read yet.
 * @param models folder of imported networks.
 * @throws CuspError `bundle.malformed`.
 */
export async function surveyBundle(
  bundle: Bundle,
  store: ReadableStore,
  models: string,
): Promise<BundleSurvey> {
  const contents = contentsOf(bundle)
  const runs: SurveyedRun[] = []
  for (const items of contents.runs) {
    const { run, metrics } = await readRun(bundle, items)
    const standing = standingOf(store, models, run, metrics, items.arrays.sha256)
    runs.push({ items, run, standing })
  }
  const known = new Map(store.curricula.list().map(({ id }) => [id, id]))
  const curricula = []
  for (const item of contents.curricula) {
    const document = await readCurriculum(bundle, item)
    requirePlace(bundle, item.path, `curricula/${document.id}.json`)
    const here = known.has(document.id) ? curriculumHere(store, document.id) : undefined
    curricula.push({ document, standing: compared(here, { ...document, parent: null }) })
  }
  const comparisons = []
  for (const item of contents.comparisons) {
    const document = await readComparison(bundle, item)
    requirePlace(bundle, item.path, `comparisons/${document.id}.json`)
    const here = store.comparisons.list().find(({ id }) => id === document.id)
    const shown = here && { ...here, view: JSON.parse(here.view) as ComparisonDocument['view'] }
    comparisons.push({ document, standing: compared(shown, document) })
  }
  const figures = []
  for (const item of contents.figures) {
    const document = await readFigure(bundle, item)
    requirePlace(bundle, item.path, `figures/${document.id}.json`)
    const here = store.figures.get(document.id)
    const shown = here && { ...here, spec: JSON.parse(here.spec) as FigureDocument['spec'] }
    figures.push({ document, standing: compared(shown, document) })
  }
  return { contents, runs, curricula, comparisons, figures }
}

function standingOf(
  store: ReadableStore,
  models: string,
  run: RunDocument,
  metrics: MetricsDocument,
  arrays: string,
): Standing {
  const row = store.runs.get(run.id)
  if (!row) return 'new'
  const here = collectRun(store, row, models)
  // Through the schema, as the other came: a default that is written and one that is not are equal.
  const document = runDocumentSchema.safeParse(JSON.parse(JSON.stringify(here.run)))
  const isSame =
    compared(document.data, run) === 'same' &&
    compared(here.metrics, metrics) === 'same' &&
    createHash('sha256').update(here.arrays).digest('hex') === arrays
  return isSame ? 'same' : 'differs'
}

/** A parent may have gone where the curriculum stayed. */
function curriculumHere({ curricula }: ReadableStore, id: string): CurriculumDocument | undefined {
  const row = curricula.get(id)
  return row && { ...row, parent: null, versions: curricula.versions(id).toReversed() }
}

function compared(here: unknown, brought: unknown): Standing {
  if (here === undefined) return 'new'
  return canonicalJson(here) === canonicalJson(brought) ? 'same' : 'differs'
}

function requirePlace({ place }: Bundle, path: string, expected: string): void {
  if (path !== expected) throw malformed(`${place}: ${path}`, `holds what belongs at ${expected}`)
}
