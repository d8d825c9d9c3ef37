import { CuspError } from '#errors'
import type { TensorSpec } from './compiler.ts'

/** How TensorFlow, CUDA, ONNX Runtime's providers and V8 say that there is no memory left. */
const exhausted =
  /\bOOM\b|RESOURCE_EXHAUSTED|out[ -]of[ -]memory|CUDA_ERROR_OUT_OF_MEMORY|failed to allocate|bad_alloc|allocation failed/i

/**
 * The error of a program that did not fit into the memory of its device, with the batch to try
 * instead; undefined when that is not what was thrown.
 * @param inputs of the program; the first axis of the first is its batch
 */
export function explainExhaustion(
  thrown: unknown,
  program: string,
  inputs: readonly TensorSpec[],
): CuspError | undefined {
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  if (!exhausted.test(said)) return undefined
  const batch = inputs.find(({ shape }) => shape.length > 1)?.shape[0] ?? 1
  const advice =
    batch > 1
      ? `its batch has ${batch} images; try a batchSize of ${Math.floor(batch / 2)}`
      : 'its batch is a single image; choose a smaller model, or an engine on the CPU'
  return new CuspError(
    'engine.out-of-memory',
    `${program} does not fit into the memory of the device: ${advice}. (${firstLine(said)})`,
    { place: 'batchSize', cause: thrown },
  )
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0].slice(0, 200)
}
