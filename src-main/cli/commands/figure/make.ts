import { Option, type Command } from 'commander'
import { CuspError, parseDocument } from '#errors'
import {
  columnWidths,
  figureSpecSchema,
  overlayAxes,
  paletteNames,
  type FigureSpec,
  type FigureSpecInput,
} from '#contract'
import type { HostClient } from '#host'
import { findRun } from '../../find-run.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { readDocument } from '../../read-document.ts'
import { withSession } from '../../session.ts'
import { drawTo, withOutputOptions, type OutputOptions } from './output.ts'
import { plotOf, type PlotOptions } from './plot-options.ts'

interface MakeOptions extends OutputOptions, PlotOptions {
  readonly runs?: readonly string[]
  readonly where?: string
  readonly each?: true
  readonly band?: FigureSpec['band']
  readonly title?: string
  readonly columns?: keyof typeof columnWidths
  readonly width?: string
  readonly height?: string
  readonly font?: string
  readonly palette?: FigureSpec['layout']['palette']
  readonly save?: string
}

const strengths = ['translation', 'budget'] as const
const bands = ['sd', 'stderr', 'ci', 'range', 'none'] as const

export function addMake(figure: Command): void {
  const make = figure
    .command('make', { isDefault: true })
    .argument('[spec]', 'a figure as JSON; options change it')
  withOutputOptions(withCommonOptions(make))
    .description('draw a figure of runs, and keep it with --save')
    .option('--runs <runs...>', 'of which runs; those that differ in seed alone are one line')
    .option('--where <query>', 'of all runs that match, as "cusp runs --where" finds them')
    .option('--each', 'keep every run apart, whatever their seeds')
    .option('--metric <name>', 'a metric while training')
    .option('--robustness', 'accuracy over how strong an attack is')
    .option('--trade-off [axes]', 'two accuracies, as spatial,adversarial')
    .option('--curriculum', 'the lanes of the curricula')
    .option('--heatmap-difference', 'accuracy of the second minus the first, by turns and shifts')
    .option('--parallel [axes]', 'settings and measures as upright axes, as epsilon,clean')
    .option('--table [measures]', 'what was measured as a table, as clean,adversarial')
    .option('--mcnemar [run]', 'what sets each group apart from that of a run, image by image')
    .addOption(
      new Option('--over <axis>', 'the axis across').choices([...overlayAxes, ...strengths]),
    )
    .option('--smoothing <weight>', 'of what came before, 0 to 0.999')
    .addOption(new Option('--band <kind>', 'around a mean over seeds').choices([...bands]))
    .option('--title <title>', 'above the figure')
    .addOption(
      new Option('--columns <n>', 'as wide as one or two columns of a paper').choices([
        ...Object.keys(columnWidths),
      ]),
    )
    .option('--width <cm>', 'in cm')
    .option('--height <cm>', 'in cm')
    .option('--font <pt>', 'size of the letters, in pt')
    .addOption(new Option('--palette <name>', 'its colours').choices([...paletteNames]))
    .option('--save <name>', 'keep the figure under this name')
    .action((file: string | undefined, options: MakeOptions) =>
      perform(options, (context) =>
        withSession(context, 'look', async (client) => {
          const spec = await specOf(client, file, options)
          // Drawn before it is kept: what cannot be drawn is not worth a name.
          if (options.save === undefined) {
            await drawTo(context, client, { spec }, {}, options)
            return 0
          }
          await client.figures.draw({ figure: { spec } })
          const { id, name } = await client.figures.save({ name: options.save, spec })
          context.output.note(`Kept as "${name}" (${id}).`)
          await drawTo(context, client, { id }, { id, name }, options)
          return 0
        }),
      ),
    )
}

/** The spec of a file, if there is one, with what the options say. */
async function specOf(
  client: HostClient,
  file: string | undefined,
  options: MakeOptions,
): Promise<FigureSpec> {
  const read = file === undefined ? {} : objectOf(await readDocument(file), file)
  const runs = await runsOf(client, options)
  const plot = plotOf(options)
  const { band, title, each } = options
  const document = {
    ...read,
    ...(runs.length > 0 && { runs }),
    ...(plot && { plot }),
    ...(each && { grouping: 'none' as const }),
    ...(band !== undefined && { band }),
    ...(title !== undefined && { title }),
    layout: { ...read.layout, ...layoutOf(options) },
  }
  if (document.runs === undefined) throw missing('--runs', 'name the runs of the figure')
  if (document.plot === undefined)
    throw missing(
      '--metric',
      'say what to plot: --metric, --robustness, --trade-off, --curriculum, --heatmap-difference, ' +
        '--parallel or --table',
    )
  return parseDocument(figureSpecSchema, document, { name: file ?? 'figure' })
}

/** The runs named, then those that match, the oldest first: colours follow their order. */
async function runsOf(client: HostClient, { runs: named = [], where }: MakeOptions) {
  const found = []
  for (const one of named) found.push(await findRun(client, one))
  if (where === undefined) return found
  const sort = { by: 'made', descending: false }
  const { runs } = await client.table.ids({ where, sort })
  return [...found, ...runs]
}

function objectOf(document: unknown, file: string): Partial<FigureSpecInput> {
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document
  throw new CuspError('spec.invalid', `${file} must be an object.`, { place: file })
}

function layoutOf({ columns, width, height, font, palette }: MakeOptions) {
  return {
    ...(columns && { width: columnWidths[columns] }),
    ...(width !== undefined && { width: Number(width) }),
    ...(height !== undefined && { height: Number(height) }),
    ...(font !== undefined && { font: Number(font) }),
    ...(palette && { palette }),
  }
}

function missing(place: string, what: string): CuspError {
  return new CuspError('input.invalid', `figure make: ${what}.`, { place })
}
