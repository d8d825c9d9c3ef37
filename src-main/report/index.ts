export { changesSince, changeWords, type Change } from './changes.ts'
export {
  numberColumns,
  panelContentSchema,
  provenanceSchema,
  type PanelContent,
  type PanelPart,
  type Provenance,
  type TablePart,
} from './content.ts'
export {
  longestReport,
  panelMetrics,
  panelSpecSchema,
  panelText,
  type PanelKind,
  type PanelSpec,
} from './panel.ts'
export { momentWords, provenanceFacts } from './provenance-words.ts'
export { blockSchema, type Block, type Inline } from './tree.ts'
export type { ReportDocument, RunFacts, ShownPanel } from './write/document.ts'
export { reportHtml } from './write/html.ts'
export { reportLatex } from './write/latex.ts'
export { reportMarkdown, type Asset } from './write/markdown.ts'
