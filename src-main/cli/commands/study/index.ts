import type { Command } from 'commander'
import { addStudyExport } from './export.ts'
import { addStudyFigures } from './figures.ts'
import { addStudyImport } from './import.ts'
import { addStudyList } from './list.ts'
import { addStudyOpen } from './open.ts'
import { addStudyRun } from './run.ts'
import { addStudyShow } from './show.ts'
import { addStudyVerdict } from './verdict.ts'

export function addStudy(program: Command): void {
  const study = program.command('study').description('studies that put a claim to the test')
  const adders = [
    addStudyList,
    addStudyShow,
    addStudyRun,
    addStudyVerdict,
    addStudyFigures,
    addStudyExport,
    addStudyImport,
    addStudyOpen,
  ]
  for (const add of adders) add(study)
}
