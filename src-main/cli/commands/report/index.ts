import type { Command } from 'commander'
import { addReportExport } from './export.ts'
import { addReportList } from './list.ts'
import { addReportSave } from './save.ts'
import { addReportShow } from './show.ts'

export function addReport(program: Command): void {
  const report = program.command('report').description('texts with panels that show runs')
  for (const add of [addReportList, addReportShow, addReportSave, addReportExport]) add(report)
}
