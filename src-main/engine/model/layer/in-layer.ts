import type { TensorInfo } from '@tensorflow/tfjs'
import { CuspError } from '#errors'

/** How tfjs and TensorFlow say that operands do not fit each other. */
const misfits = /\b(shapes?|rank|depth|dimensions?|broadcast\w*|must match|must be equal)\b/i

/**
 * Computes a layer; an operation of it that no engine at hand can compile, or whose operands do not
 * fit, is refused with the layer's name. The innermost layer names it.
 */
export function inLayer<Result>(name: string, input: TensorInfo, body: () => Result): Result {
  try {
    return body()
  } catch (thrown) {
    throw placed(thrown, name, input)
  }
}

function placed(thrown: unknown, layer: string, { shape }: TensorInfo): unknown {
  if (thrown instanceof CuspError) {
    const { code, message } = thrown
    // What has no lowering, and a window beyond its map, are first placed at the kernel's name.
    const isOfKernel = code === 'engine.untraceable' || code === 'model.shape'
    if (!isOfKernel || message.startsWith('Layer "')) return thrown
    const place = code === 'model.shape' ? layer : `layer ${layer}`
    return new CuspError(code, `Layer "${layer}": ${message}`, { place, cause: thrown })
  }
  if (!(thrown instanceof Error) || !misfits.test(thrown.message)) return thrown
  const message = `Layer "${layer}" does not fit maps of [${shape.join(', ')}]: ${thrown.message}`
  return new CuspError('model.shape', message, { place: layer, cause: thrown })
}
