import { createHash } from 'node:crypto'
import { canonicalJson } from '#spec'
import type { ReadableStore } from '#store'
import { collectRun } from '../write/collect-run.ts'
import { comparisonDocument, figureDocument, reportDocument } from '../write/collect-others.ts'
import type {
  ComparisonDocument,
  CurriculumDocument,
  FigureDocument,
  ReportDocument,
} from '../format/documents.ts'
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
  readReport,
  readRun,
  type Contents,
  type RunItems,
} from './contents.ts'
import type { Bundle, KnownItem } from './open.ts'

/** `same` and `differs`: something of that id is here. Both stay out; what is here is not touched. */
export type Standing = 'new' | 'same' | 'differs'

export interface SurveyedRun {
  readonly items: RunItems
  readonly run: RunDocument
  readonly standing: Standing
}

export interface Surveyed<Document> {
  readonly document: Document
  readonly standing: Standing
}

/** What a bundle would bring in. */
export interface BundleSurvey {
  readonly contents: Contents
  readonly runs: readonly SurveyedRun[]
  readonly curricula: readonly Surveyed<CurriculumDocument>[]
  readonly comparisons: readonly Surveyed<ComparisonDocument>[]
  readonly figures: readonly Surveyed<FigureDocument>[]
  readonly reports: readonly Surveyed<ReportDocument>[]
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
  /** Documents of one kind, each at its place, beside what is here under its id. */
  const survey = async <Document extends { readonly id: string }>(
    items: readonly KnownItem[],
    folder: string,
    read: (bundle: Bundle, item: KnownItem) => Promise<Document>,
    here: (id: string) => unknown,
    of: (document: Document) => unknown = (document) => document,
  ): Promise<Surveyed<Document>[]> => {
    const found: Surveyed<Document>[] = []
    for (const item of items) {
      const document = await read(bundle, item)
      requirePlace(bundle, item.path, `${folder}/${document.id}.json`)
      found.push({ document, standing: compared(here(document.id), of(document)) })
    }
    return found
  }
  return {
    ...{ contents, runs },
    curricula: await survey(
      ...([contents.curricula, 'curricula', readCurriculum] as const),
      (id) => curriculumHere(store, id),
      // A parent may have gone where the curriculum stayed.
      (document) => ({ ...document, parent: null }),
    ),
    comparisons: await survey(contents.comparisons, 'comparisons', readComparison, (id) => {
      const here = store.comparisons.list().find((one) => one.id === id)
      return here && comparisonDocument(here)
    }),
    figures: await survey(contents.figures, 'figures', readFigure, (id) => {
      const here = store.figures.get(id)
      return here && figureDocument(here)
    }),
    reports: await survey(contents.reports, 'reports', readReport, (id) => {
      const here = store.reports.get(id)
      return here && reportDocument(store, here)
    }),
  }
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

function curriculumHere({ curricula }: ReadableStore, id: string): CurriculumDocument | undefined {
  if (!curricula.list().some((one) => one.id === id)) return undefined
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
