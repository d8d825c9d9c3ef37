import type { PanelView, RenderedReport, Report, ReportEntry, ReportFormat } from '#contract'
import { CuspError } from '#errors'
import {
  longestReport,
  panelText,
  reportHtml,
  reportLatex,
  reportMarkdown,
  type PanelSpec,
  type ReportDocument,
} from '#report'
import type { Desk } from '../desk.ts'
import { newId } from '../new-run.ts'
import { readReport } from '../report/text/index.ts'
import { computePanel, documentOf, hashOfStyle, printReport, viewPanel } from '../report/index.ts'

export function listReports({ store }: Desk): ReportEntry[] {
  return store.reports.list()
}

/** @throws CuspError `report.unknown`. */
export function getReport({ store }: Pick<Desk, 'store'>, id: string): Report {
  const found = store.reports.get(id)
  if (found) return found
  const message = `No report has the id "${id}"; "cusp report list" names those there are.`
  throw new CuspError('report.unknown', message, { place: 'id' })
}

export function createReport(
  { store, notices, clock }: Desk,
  { name, text }: Pick<Report, 'name' | 'text'>,
): Report {
  const report = { id: newId(), name, text, version: 1, updatedAt: clock.now() }
  store.reports.add(report)
  notices.publish({ kind: 'reports' })
  return report
}

/** @throws CuspError `report.unknown`; `report.changed` where another text was kept meanwhile. */
export function saveReport(
  desk: Desk,
  { id, text, version }: { id: string; text: string; version: number },
): Report {
  const { store, notices, clock } = desk
  const known = getReport(desk, id)
  // Who saves what is there already has lost nothing, whoever wrote it.
  if (known.text === text) return known
  if (!store.reports.save({ id, text, version, updatedAt: clock.now() })) {
    const message =
      `"${known.name}" was changed elsewhere: this text was made from version ${version}, ` +
      `and version ${known.version} is kept. Nothing was overwritten.`
    throw new CuspError('report.changed', message, { place: 'version' })
  }
  notices.publish({ kind: 'reports' })
  return getReport(desk, id)
}

/** @throws CuspError `report.unknown`. */
export function renameReport(desk: Desk, id: string, name: string): Report {
  desk.store.reports.rename(id, name)
  desk.notices.publish({ kind: 'reports' })
  return getReport(desk, id)
}

/** @throws CuspError `report.unknown`. */
export function removeReport(desk: Desk, id: string): Record<string, never> {
  getReport(desk, id)
  desk.store.reports.remove(id)
  desk.notices.publish({ kind: 'reports' })
  return {}
}

/** @throws CuspError `report.unknown`; `input.invalid` where the report is as long as one may be. */
export function appendPanel(desk: Desk, id: string, spec: PanelSpec): Report {
  const { text, version } = getReport(desk, id)
  const before = text.trimEnd()
  const longer = `${before === '' ? '' : `${before}\n\n`}${panelText(spec)}\n`
  if (longer.length > longestReport) {
    const message = `The report holds ${text.length} letters; ${longestReport} at most belong in one.`
    throw new CuspError('input.invalid', message, { place: 'text' })
  }
  return saveReport(desk, { id, text: longer, version })
}

export function renderReport(text: string): RenderedReport {
  const { blocks, panels } = readReport(text)
  return { blocks: [...blocks], panels: [...panels] }
}

/** @throws CuspError as `viewPanel`. */
export function showPanel(
  desk: Desk,
  { id, spec, compare }: { id: string; spec: PanelSpec; compare: boolean },
): PanelView {
  return viewPanel(desk, id, spec, { at: desk.clock.now(), compare })
}

/** @throws CuspError `report.unknown`, and as `computePanel`. */
export function freezePanel(
  desk: Desk,
  id: string,
  spec: PanelSpec,
): { key: string; view: PanelView } {
  getReport(desk, id)
  const frozenAt = desk.clock.now()
  const content = computePanel(desk, spec, frozenAt)
  const key = newId()
  desk.store.reports.freeze(id, key, { frozenAt, content: JSON.stringify(content) })
  return { key, view: { content, frozenAt, changes: null } }
}

interface ExportRequest {
  readonly id: string
  readonly format: ReportFormat
  readonly folder: string
  readonly at?: number | undefined
}

/** @throws CuspError `report.unknown`. */
export function exportReport(desk: Desk, { id, format, folder, at }: ExportRequest) {
  const document = documentOf(desk, getReport(desk, id), at ?? desk.clock.now())
  const problems = document.panels.flatMap(({ problem }) => problem ?? [])
  return { ...written(document, format, folder), problems }
}

function written(document: ReportDocument, format: ReportFormat, folder: string) {
  switch (format) {
    case 'html':
      return { text: reportHtml(document, hashOfStyle), assets: [] }
    case 'latex':
      return { text: reportLatex(document), assets: [] }
    case 'markdown': {
      const { text, assets } = reportMarkdown(document, folder)
      return { text, assets: [...assets] }
    }
  }
}

/** @throws CuspError `report.unknown`, `report.browser`. */
export async function pdfOfReport(
  desk: Desk,
  { id, at }: { id: string; at?: number | undefined },
): Promise<{ pdf: string }> {
  const { text } = exportReport(desk, { id, at, format: 'html', folder: '' })
  return { pdf: (await printReport(text, desk.folder.cache)).toString('base64') }
}
