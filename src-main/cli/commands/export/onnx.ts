import { CuspError } from '#errors'
import type { ExportedModel } from '#contract'
import type { Context, Exit } from '../../context.ts'
import { findRun } from '../../find-run.ts'
import { count, formatBytes } from '../../print/format.ts'
import { readStep } from '../../read-step.ts'
import { withSession } from '../../session.ts'

/** Writes a checkpoint of the one run that is named as an ONNX file. */
export async function exportOnnx(
  context: Context,
  named: readonly string[],
  target: string,
  asked: string | undefined,
): Promise<Exit> {
  const [run, another] = named
  if (run === undefined || another !== undefined) {
    throw new CuspError('input.invalid', '--onnx: takes the checkpoint of one run; name one.', {
      place: '--onnx',
    })
  }
  const step = readStep(asked)
  const { takeExport } = await import('#host')
  return withSession(context, 'look', async (client) => {
    const exported = await client.models.export({ run: await findRun(client, run), step })
    await takeExport(context.dataDir, exported.file, target)
    context.output.answer({ ...exported, file: target }, formatExport(exported, target))
    return 0
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
