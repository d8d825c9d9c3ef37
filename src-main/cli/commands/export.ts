import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { CuspError } from '#errors'
import type { ExportedModel } from '#contract'
import type { CommonOptions } from '../context.ts'
import { findRun } from '../find-run.ts'
import { perform, withCommonOptions } from '../perform.ts'
import { count, formatBytes } from '../print/format.ts'
import { readStep } from '../read-step.ts'
import { withSession } from '../session.ts'

interface ExportOptions extends CommonOptions {
  readonly onnx: string
  readonly step?: string
}

export function addExport(program: Command): void {
  withCommonOptions(program.command('export <run>'))
    .description('write a checkpoint as an ONNX file, checked by running it back')
    .requiredOption('--onnx <file>', 'the file to write')
    .option('--step <n>', 'of which kept checkpoint (default: the newest)')
    .action((named: string, options: ExportOptions) =>
      perform(options, async (context) => {
        const { onnx: target } = options
        const step = readStep(options.step)
        requireFree(target)
        const { takeExport } = await import('#host')
        return withSession(context, 'look', async (client) => {
          const run = await findRun(client, named)
          const exported = await client.models.export({ run, step })
          await takeExport(context.dataDir, exported.file, target)
          context.output.answer({ ...exported, file: target }, formatExport(exported, target))
          return 0
        })
      }),
    )
}

/** Before anything is computed: a file of a person is never written over. */
function requireFree(target: string): void {
  if (!existsSync(target)) return
  throw new CuspError('input.invalid', `${target}: there is a file of that name.`, {
    place: '--onnx',
  })
}

function formatExport(exported: ExportedModel, target: string): string {
  const { run, step, bytes, batch, images, largestGap } = exported
  const rows = batch === null ? 'any number of images' : `${count(batch, 'image')} at a time`
  return [
    `${target}: run ${run} at step ${step}, ${formatBytes(bytes)}, for ${rows}.`,
    `Run back on ${count(images, 'test image')}, its logits differ by at most ${largestGap.toExponential(1)}.`,
  ].join('\n')
}
