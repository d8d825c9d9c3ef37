export { computePanel } from './panels.ts'
export { printReport } from './print.ts'
export { documentOf, hashOfStyle, viewPanel } from './view.ts'
