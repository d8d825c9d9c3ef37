import * as tf from '@tensorflow/tfjs'

const backendName = 'tensorflow'

type Sides = [number, number][]
type Arguments = Parameters<tf.KernelFunc>[0]
type Kernel = (given: Arguments, sides: Sides, plain: tf.KernelFunc) => tf.TensorInfo

/**
 * Teaches TensorFlow's kernels the padding that tfjs's API takes in numbers, which tfjs-node refuses
 * (in gradients altogether): the image is padded first, and a gradient cut to size after.
 */
export function acceptExplicitPadding(): void {
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    const plain = tf.getKernel(kernelName, backendName)
    tf.unregisterKernel(kernelName, backendName)
    tf.registerKernel({
      ...plain,
      kernelFunc: (given) => {
        const sides = sidesOf(given.attrs?.['pad'])
        return sides ? kernel(given, sides, plain.kernelFunc) : plain.kernelFunc(given)
      },
    })
  }
}

const kernels: Readonly<Record<string, Kernel>> = {
  Conv2D: (given, sides, plain) => {
    const { x, filter } = given.inputs
    return asValid(given, plain, { x: pad(x, sides, 0), filter })
  },
  Conv2DBackpropInput: (given, sides, plain) => {
    const inputShape = given.attrs?.['inputShape'] as number[]
    const padded = inputShape.map((size, axis) => size + sides[axis][0] + sides[axis][1])
    const slope = asValid(given, plain, given.inputs, { inputShape: padded })
    return cut(slope, sides, inputShape)
  },
  Conv2DBackpropFilter: (given, sides, plain) => {
    const { x, dy } = given.inputs
    return asValid(given, plain, { x: pad(x, sides, 0), dy })
  },
  MaxPool: (given, sides, plain) =>
    asValid(given, plain, { x: pad(given.inputs['x'], sides, -Infinity) }),
  MaxPoolGrad: (given, sides, plain) => {
    const { dy, input, output } = given.inputs
    const slope = asValid(given, plain, { dy, input: pad(input, sides, -Infinity), output })
    return cut(slope, sides, input?.shape ?? [])
  },
  // An average is over pixels of the image only: that of the padded image, by the share they have.
  AvgPool: (given, sides, plain) => {
    const x = given.inputs['x'] as tf.Tensor
    const mean = asValid(given, plain, { x: pad(x, sides, 0) })
    return tf.div(mean, shareOf(x, sides, given))
  },
  AvgPoolGrad: (given, sides, plain) => {
    const { dy, input } = given.inputs as { dy: tf.Tensor; input: tf.Tensor }
    const weighted = tf.div(dy, shareOf(input, sides, given))
    const slope = asValid(given, plain, { dy: weighted, input: pad(input, sides, 0) })
    return cut(slope, sides, input.shape)
  },
}

/** Padding in numbers, for each axis of an image; undefined where TensorFlow has a word for it. */
function sidesOf(padding: unknown): Sides | undefined {
  if (Array.isArray(padding)) return padding as Sides
  if (typeof padding !== 'number' || padding === 0) return undefined
  const both: [number, number] = [padding, padding]
  return [[0, 0], both, both, [0, 0]]
}

function asValid(
  given: Arguments,
  plain: tf.KernelFunc,
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap = {},
): tf.Tensor {
  const attrs = { ...given.attrs, pad: 'valid', ...attributes }
  return plain({ ...given, inputs, attrs }) as tf.Tensor
}

function pad(image: tf.TensorInfo | undefined, sides: Sides, value: number): tf.Tensor {
  return tf.pad(image as tf.Tensor, sides, value)
}

function cut(padded: tf.Tensor, sides: Sides, shape: number[]): tf.Tensor {
  const start = sides.map(([before]) => before)
  return tf.slice(padded, start, shape)
}

/** Share of each window of an average pool that lies on the image. */
function shareOf(image: tf.Tensor, sides: Sides, { attrs }: Arguments): tf.Tensor {
  const ones = tf.pad(tf.onesLike(image), sides) as tf.Tensor4D
  const { filterSize, strides } = attrs as { filterSize: number; strides: number }
  return tf.avgPool(ones, filterSize, strides, 'valid')
}
