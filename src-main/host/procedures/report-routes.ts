import { implement } from '@orpc/server'
import { contract } from '#contract'
import type { Desk } from '../desk.ts'
import type { Caller } from '../transport/router.ts'
import * as reports from './reports.ts'

/** The reports' part of the contract; refusals are dressed by the router it is put into. */
export function reportRoutes(desk: Desk) {
  const os = implement(contract.reports).$context<Caller>()
  return os.router({
    list: os.list.handler(() => reports.listReports(desk)),
    get: os.get.handler(({ input }) => reports.getReport(desk, input.id)),
    create: os.create.handler(({ input }) => reports.createReport(desk, input)),
    save: os.save.handler(({ input }) => reports.saveReport(desk, input)),
    rename: os.rename.handler(({ input }) => reports.renameReport(desk, input.id, input.name)),
    remove: os.remove.handler(({ input }) => reports.removeReport(desk, input.id)),
    append: os.append.handler(({ input }) => reports.appendPanel(desk, input.id, input.spec)),
    render: os.render.handler(({ input }) => reports.renderReport(input.text)),
    panel: os.panel.handler(({ input }) => reports.showPanel(desk, input)),
    freeze: os.freeze.handler(({ input }) => reports.freezePanel(desk, input.id, input.spec)),
    export: os.export.handler(({ input }) => reports.exportReport(desk, input)),
    pdf: os.pdf.handler(({ input }) => reports.pdfOfReport(desk, input)),
  })
}
