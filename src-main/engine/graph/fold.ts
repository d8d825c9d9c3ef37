import * as tf from '@tensorflow/tfjs'
import { elementCount } from './order.ts'
import { bufferFor, elementsOf, known, type Traced, type TracedType } from './traced.ts'

/**
 * Runs a kernel whose operands are all constants, on tfjs's cpu backend: what is known when tracing
 * costs nothing when running. Returns nothing when an operand is not a constant or the cpu backend
 * lacks the kernel.
 * @param isPointwise the kernel treats every element alike, so one number stands for all
 */
export function fold(
  kernel: string,
  operands: ReadonlyMap<string, Traced>,
  attributes: tf.NamedAttrMap,
  isPointwise: boolean,
): Traced | Traced[] | undefined {
  const list = [...operands.values()]
  if (list.some(({ meaning }) => meaning.kind === 'symbol')) return undefined
  const isUniform = isPointwise && list.every(({ meaning }) => meaning.kind === 'splat')
  if (!isUniform) return run(kernel, operands, attributes)
  const scalars = new Map([...operands].map(([name, each]) => [name, { ...each, shape: [] }]))
  const result = run(kernel, scalars, attributes)
  if (result === undefined || Array.isArray(result)) return undefined
  return { ...result, shape: commonShape(list) }
}

/**
 * Kernels of tfjs's cpu backend that move elements one by one, microseconds each. Large constants are
 * left to the runtime, which computes what is constant when a graph is opened: the turned filters of
 * a P4M ResNet-18 took 91 s longer.
 */
const slow = new Set([
  'Concat',
  'GatherV2',
  'PadV2',
  'Reverse',
  'Slice',
  'SplitV',
  'Tile',
  'Unpack',
])

/** Whether folding a kernel would take long: it is slow, and one of its operands is large. */
export function isSlowToFold(kernel: string, operands: readonly Traced[]): boolean {
  const isLarge = ({ meaning, shape }: Traced): boolean =>
    meaning.kind === 'known' && elementCount(shape) > 2 ** 12
  return slow.has(kernel) && operands.some(isLarge)
}

function commonShape(list: readonly Traced[]): number[] {
  return list.reduce<number[]>(
    (shape, each) => tf.backend_util.assertAndGetBroadcastShape(shape, [...each.shape]),
    [],
  )
}

function run(
  kernel: string,
  operands: ReadonlyMap<string, Traced>,
  attributes: tf.NamedAttrMap,
): Traced | Traced[] | undefined {
  const config = tf.getKernel(kernel, 'cpu')
  if (config === undefined) return undefined
  const backend = tf.findBackend('cpu')
  const infos = [...operands].map(([name, each]) => [name, onCpu(backend, each)] as const)
  const isList = infos.every(([name], i) => name === String(i)) && infos.length > 0
  const inputs = isList ? infos.map(([, info]) => info) : Object.fromEntries(infos)
  const outcome = config.kernelFunc({
    inputs: inputs as unknown as tf.NamedTensorInfoMap,
    backend,
    attrs: attributes,
  })
  if (Array.isArray(outcome)) return outcome.map((result) => fromCpu(backend, result))
  return fromCpu(backend, outcome)
}

function onCpu(backend: tf.KernelBackend, traced: Traced): tf.TensorInfo {
  const elements = elementsOf(traced)
  if (elements === undefined) throw new Error('only constants are folded')
  const shape = [...traced.shape]
  return {
    dataId: backend.write(elements.slice(), shape, traced.dtype),
    shape,
    dtype: traced.dtype,
  }
}

function fromCpu(backend: tf.KernelBackend, { dataId, shape, dtype }: tf.TensorInfo): Traced {
  const values = backend.readSync(dataId) as ArrayLike<number>
  const type = dtype as TracedType
  return known(bufferFor(type, values), shape, type)
}
