import type { Batch } from '#dataset'
import type { NamedArray, Subject } from '#trainer'
import type { Compiler } from '../../compiler.ts'
import { matchArrays } from '../../model/index.ts'
import { compiledModel } from '../compiled-model.ts'
import { modelOf, type ModelFiles } from '../model-of.ts'
import { createRunner } from '../runner.ts'
import { logitChanges, together, type AngleChange } from './angles.ts'
import { isSquare, quarterTurnErrors, type LayerError } from './turns.ts'

/** What the equivariance meter reads off a network and its weights. */
export interface EquivarianceReading {
  readonly images: number
  /** Quarter turns, layer by layer and of the logits, last; null where images are not square. */
  readonly layers: readonly LayerError[] | null
  /** Of an imported model only the logits are known. */
  readonly isImported: boolean
  /** A full turn. */
  readonly angles: readonly AngleChange[]
}

/**
 * The equivariance meter: how exactly each layer turns with the image by quarter turns, and how the
 * logits change over a full turn.
 * @param sample clean images.
 * @throws CuspError of `modelOf`; `model.shape` when the weights are another model's.
 */
export async function measureEquivariance(
  compiler: Compiler,
  subject: Subject,
  weights: readonly NamedArray[],
  files: ModelFiles,
  sample: Batch,
): Promise<EquivarianceReading> {
  const { shape, classes } = subject
  const { model, given } = await modelOf(subject, files)
  const values = matchArrays(model.name, model.weights, weights)
  // As inputs: the few passes of a reading do not repay folding the kernels of a P4M network.
  const runner = createRunner(compiler, { kind: 'live', current: () => values })
  try {
    return {
      images: sample.size,
      isImported: given !== undefined,
      layers: isSquare(shape)
        ? await quarterTurnErrors(runner, model, shape, classes, sample)
        : null,
      angles: await logitChanges(compiledModel(runner, model, shape, classes, [together]), sample),
    }
  } finally {
    await runner.close()
  }
}
