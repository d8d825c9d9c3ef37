import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { foreignFormats } from '#contract'
import { CuspError } from '#errors'
import type { CommonOptions } from '../../context.ts'
import { perform, withCommonOptions } from '../../perform.ts'
import { exportBundle, type BundleOptions } from './bundle.ts'
import { exportForeign } from './foreign.ts'
import { exportOnnx } from './onnx.ts'

interface ExportOptions extends CommonOptions, BundleOptions {
  readonly onnx?: string
  readonly mlflow?: string
  readonly tensorboard?: string
  readonly csv?: string
  readonly parquet?: string
  readonly bundle?: string
  readonly step?: string
}

const formats = ['bundle', 'onnx', ...foreignFormats] as const
const targets = formats.map((name) => `--${name}`)

export function addExport(program: Command): void {
  withCommonOptions(program.command('export [runs...]'))
    .description('write runs to a file for another machine, or a checkpoint for other programs')
    .option('--bundle <file>', 'runs, metrics, curricula, comparisons as one .cusp file')
    .option('--onnx <file>', 'the checkpoint of one run, checked by running it back')
    .option('--mlflow <dir>', "a new folder as MLflow's file store has it")
    .option('--tensorboard <dir>', 'a new folder of event files for TensorBoard')
    .option(
      '--csv <dir>',
      'a new folder of tables: runs, their metrics, what was said of each image',
    )
    .option('--parquet <dir>', 'the same tables as Apache Parquet')
    .option('--where <query>', 'the runs that match, as in "cusp runs --where"')
    .option('--checkpoints', 'with --bundle: kept checkpoints too, to go on from there')
    .option('--samples', 'with --bundle: perturbed images of evaluations too')
    .option('--curricula', 'with --bundle: all saved curricula, not those of the runs alone')
    .option('--step <n>', 'with --onnx: of which kept checkpoint (default: the newest)')
    .action((named: string[], options: ExportOptions) =>
      perform(options, (context) => {
        const { format, target } = formatOf(options)
        if (format === 'onnx') return exportOnnx(context, named, target, options.step)
        if (format === 'bundle') return exportBundle(context, named, target, options)
        return exportForeign(context, named, format, target, options.where)
      }),
    )
}

/** Before anything is computed: a file of a person is never written over. */
function formatOf(options: ExportOptions) {
  const asked = formats.filter((name) => options[name] !== undefined)
  const [format] = asked
  if (asked.length !== 1) {
    const message = `Say what to write, once: ${targets.join(' FILE, ')} FILE.`
    throw new CuspError('input.invalid', message, { place: targets[0] })
  }
  const target = options[format] ?? ''
  if (existsSync(target)) {
    throw new CuspError('input.invalid', `${target}: there is a file or folder of that name.`, {
      place: `--${format}`,
    })
  }
  return { format, target }
}
