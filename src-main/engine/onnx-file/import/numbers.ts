import type { NamedArray } from '#trainer'
import type { OnnxTensor } from '../read/onnx-file.ts'
import { malformed } from '../read/refusal.ts'

/**
 * Refuses weights that are NaN: of such a network every answer is, or worse, one that hides it.
 * Infinities may be meant, as bounds of a Clip.
 * @throws CuspError `model.malformed` with the tensor, and how many of its values are NaN.
 */
export function refuseNaN(file: string, tensors: Iterable<OnnxTensor>): void {
  for (const { name, elements } of tensors) {
    let broken = 0
    for (const value of elements) if (Number.isNaN(value)) broken++
    if (broken === 0) continue
    const values = `${broken} of the ${elements.length} values of tensor "${name}"`
    throw malformed(file, `${values} ${broken === 1 ? 'is' : 'are'} NaN; numbers belong there`)
  }
}

/**
 * Refuses a network whose own runtime gives NaN or infinite logits.
 * @param logits of the file as it is.
 * @throws CuspError `model.malformed` with how many logits, and the weights that are infinite.
 */
export function refuseBrokenLogits(
  file: string,
  logits: Float32Array,
  weights: readonly NamedArray[],
): void {
  const count = (values: Float32Array): number =>
    values.reduce((sum, value) => sum + Number(!Number.isFinite(value)), 0)
  const broken = count(logits)
  if (broken === 0) return
  const infinite = weights.flatMap(({ name, values }) =>
    count(values) === 0 ? [] : [`${count(values)} of the ${values.length} of "${name}"`],
  )
  const why = infinite.length === 0 ? '' : `; infinite are ${infinite.join(', ')}`
  const told = `${broken} of its ${logits.length} logits on test images are NaN or infinite`
  throw malformed(file, `${told}; finite numbers belong there${why}`)
}
