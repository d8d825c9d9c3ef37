import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { replaceFile } from '#disk'
import { drawFigure, type Figure, type Layout } from '#figure'
import { figureOfStudy, studyName } from '#study'
import { perform, withCommonOptions } from '../../perform.ts'
import { withSession } from '../../session.ts'
import { chosen, withStudyOptions, type StudyOptions } from './options.ts'
import { recordedRuns } from './recorded.ts'

interface FiguresOptions extends StudyOptions {
  readonly out: string
}

/** A page's width at most, each panel as high as it is readable. */
function layoutOf({ rows }: Figure): Layout {
  const columns = Math.max(...rows.map((row) => row.length))
  return { width: 12 * columns, height: 4 + 7.5 * rows.length, font: 9, palette: 'okabe-ito' }
}

export function addStudyFigures(study: Command): void {
  withStudyOptions(withCommonOptions(study.command('figures <name>')))
    .description('draw the recorded runs of a study as SVG')
    .requiredOption('--out <dir>', 'folder to write the figure to; made if missing')
    .action((named: string, options: FiguresOptions) =>
      perform(options, (context) => {
        const asked = chosen(named, options)
        return withSession(context, 'look', async (client) => {
          const figure = figureOfStudy({ ...asked, runs: await recordedRuns(client, asked) })
          const file = join(options.out, `${studyName(asked.name, asked.size)}.svg`)
          await mkdir(options.out, { recursive: true })
          await replaceFile(file, drawFigure(figure, layoutOf(figure)))
          context.output.answer({ file }, file)
          return 0
        })
      }),
    )
}
