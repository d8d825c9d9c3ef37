/** What screens and terminals use of reports: part of this folder's index, which is near its wall. */
export {
  reportFormats,
  type PanelView,
  type RenderedReport,
  type Report,
  type ReportEntry,
  type ReportFormat,
} from './report.ts'
export {
  changeWords,
  numberColumns,
  panelMetrics,
  panelText,
  provenanceFacts,
  type Block,
  type Inline,
  type PanelPart,
  type PanelSpec,
  type TablePart,
} from '#report'
