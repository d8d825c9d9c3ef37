import { join } from 'node:path'
import type { CheckpointRequest, ExportedModel } from '#contract'
import { isImported, type RunSpec } from '#spec'
import type { RunRow } from '#store'
import { checkpointName, checkpointsOf } from '../checkpoint/index.ts'
import { placesOf, requireRun, wrongState, type Desk } from '../desk.ts'
import { version } from '../version.ts'
import { chosenStep } from './chosen-checkpoint.ts'

/**
 * Writes a checkpoint as an ONNX file into the cache, where its terminal takes it from.
 * @throws CuspError `run.unknown`, `run.wrong-state` while it is being trained, `checkpoint.missing`,
 *   `checkpoint.corrupt`, `model.mismatch`.
 */
export async function exportRun(
  desk: Desk,
  { run: id, step }: CheckpointRequest,
): Promise<ExportedModel> {
  const run = requireRun(desk, id)
  const { store, folder } = desk
  if (['queued', 'running', 'pausing'].includes(run.state))
    throw wrongState(run, 'exported', 'finished, paused or stopped')
  const at = await chosenStep(desk, run, step)
  const spec = store.runs.spec(run.number)
  const file = `${run.id}-${at}.onnx`
  const { size, batch, images, largestGap } = await desk.runErrand({
    kind: 'exportModel',
    spec,
    models: folder.models,
    places: placesOf(desk),
    checkpoints: checkpointsOf(folder.checkpoints, run.id),
    from: checkpointName(at),
    version,
    metadata: metadataOf(run, spec, at),
    target: join(folder.cache, file),
  })
  return { run: id, step: at, file, bytes: size, batch: batch ?? null, images, largestGap }
}

/** What the file says of where it comes from; texts, as ONNX has it. */
function metadataOf(run: RunRow, spec: RunSpec, step: number): Record<string, string> {
  const { model, dataset } = spec
  const { mean, standardDeviation } = model.normalisation ?? {}
  return {
    run: run.id,
    name: spec.name,
    step: String(step),
    model: isImported(model) ? `imported from ${model.file} (${model.hash})` : model.architecture,
    dataset: [JSON.stringify(dataset.source), run.datasetHash ?? ''].join(' ').trim(),
    images: 'float32 [batch, channel, height, width], pixels in [0, 1]',
    normalisation: mean
      ? `inside the model: minus ${mean.join(', ')}, divided by ${standardDeviation?.join(', ')}`
      : 'none',
  }
}
