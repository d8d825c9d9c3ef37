import type { Command } from 'commander'
import { studyOf, templateOf } from '#study'
import { perform, withCommonOptions } from '../../perform.ts'
import { count } from '../../print/format.ts'
import { strong } from '../../print/style.ts'
import { chosen, withStudyOptions, type StudyOptions } from './options.ts'

export function addStudyShow(study: Command): void {
  withStudyOptions(withCommonOptions(study.command('show <name>')))
    .description('what a study asks and runs; with --json, every spec of it')
    .action((named: string, options: StudyOptions) =>
      perform(options, ({ output }) => {
        const { name, size, seeds } = chosen(named, options)
        const made = studyOf(name, size, seeds)
        output.answer(
          made,
          describe(
            named,
            made.specs.map((spec) => spec.name),
            seeds,
          ),
        )
        return Promise.resolve(0)
      }),
    )
}

function describe(named: string, runs: readonly string[], seeds: readonly number[]): string {
  const { title, claim, question } = templateOf(named)
  const cells = [...new Set(runs)]
  const seedText = `${count(seeds.length, 'seed')} (${seeds.join(', ')})`
  return [
    strong(title),
    `Claim: ${claim}`,
    question,
    `${count(runs.length, 'run')}: ${count(cells.length, 'setting')}, ${seedText} each`,
    cells.map((label) => `  ${label}`).join('\n'),
  ].join('\n\n')
}
