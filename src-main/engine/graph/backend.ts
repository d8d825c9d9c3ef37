import * as tf from '@tensorflow/tfjs'
import type { Emitter } from './emitter.ts'
import { fold, isSlowToFold } from './fold.ts'
import { lowerings, Operands, pointwise, transparent } from './lower/index.ts'
import { bufferFor, elementsOf, known, type Traced, type TracedType } from './traced.ts'
import { untraceable } from './untraceable.ts'

const backendName = 'cusp-trace'

interface Entry {
  readonly traced: Traced
  references: number
}

/**
 * A tfjs backend that writes nodes instead of computing. A tensor's data is what it stands for; it
 * can be read only when it is a constant.
 */
class TraceBackend extends tf.KernelBackend {
  readonly #entries = new tf.DataStorage<Entry>(this, tf.engine())
  #emitter: Emitter | undefined

  /** Records through `emitter` while `body` runs. */
  recording<T>(emitter: Emitter, body: () => T): T {
    this.#emitter = emitter
    try {
      return body()
    } finally {
      this.#emitter = undefined
    }
  }

  get emitter(): Emitter {
    if (this.#emitter === undefined) throw new Error('a traced tensor was used after its trace')
    return this.#emitter
  }

  store(traced: Traced): tf.TensorInfo {
    const dataId = {}
    this.#entries.set(dataId, { traced, references: 1 })
    return { dataId, shape: [...traced.shape], dtype: traced.dtype }
  }

  /** What a tensor stands for, at the shape of this tensor. */
  traced({ dataId, shape }: { dataId: object; shape: readonly number[] }): Traced {
    return { ...this.#entries.get(dataId).traced, shape }
  }

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    const type = dtype as TracedType
    return this.store(known(bufferFor(type, values as ArrayLike<number>), shape, type)).dataId
  }

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    references: number,
  ): void {
    const type = dtype as TracedType
    const traced = known(bufferFor(type, values as ArrayLike<number>), shape, type)
    this.#entries.set(dataId, { traced, references })
  }

  override readSync(dataId: object): tf.BackendValues {
    const { traced } = this.#entries.get(dataId)
    const elements = elementsOf(traced)
    if (elements !== undefined) return elements
    throw untraceable('reading the values of a tensor', [traced])
  }

  override async read(dataId: object): Promise<tf.BackendValues> {
    return this.readSync(dataId)
  }

  override numDataIds(): number {
    return this.#entries.numDataIds()
  }

  override incRef(dataId: tf.DataId): void {
    this.#entries.get(dataId).references++
  }

  decRef(dataId: tf.DataId): void {
    if (this.#entries.has(dataId)) this.#entries.get(dataId).references--
  }

  override refCount(dataId: tf.DataId): number {
    return this.#entries.has(dataId) ? this.#entries.get(dataId).references : 0
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.#entries.has(dataId)) return true
    const entry = this.#entries.get(dataId)
    entry.references--
    if (entry.references > 0 && !force) return false
    this.#entries.delete(dataId)
    return true
  }

  override floatPrecision(): 32 {
    return 32
  }

  override epsilon(): number {
    return 1e-7
  }

  override timerAvailable(): boolean {
    return false
  }

  override dispose(): void {
    this.#emitter = undefined
  }
}

let installed: TraceBackend | undefined

/** The one trace backend of this process, registered with tfjs at its first use. */
export function traceBackend(): TraceBackend {
  if (installed !== undefined) return installed
  tf.enableProdMode()
  const backend = new TraceBackend()
  tf.registerBackend(backendName, () => backend, 0)
  const kernels = new Set(Object.keys(lowerings))
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) kernels.add(kernelName)
  for (const kernelName of kernels) {
    const kernelFunc = kernelFor(backend, kernelName)
    tf.registerKernel({ kernelName, backendName, kernelFunc })
  }
  installed = backend
  return backend
}

export { backendName, type TraceBackend }

/** A kernel that folds what is constant, lowers what it can and refuses the rest by name. */
function kernelFor(backend: TraceBackend, kernel: string): tf.KernelFunc {
  return ({ inputs, attrs = {} }) => {
    const operands = new Map(
      Object.entries(inputs).flatMap(([name, info]) =>
        info ? [[name, backend.traced(info)] as const] : [],
      ),
    )
    const results = lowered(backend, kernel, operands, attrs)
    return Array.isArray(results)
      ? results.map((each) => backend.store(each))
      : backend.store(results)
  }
}

function lowered(
  backend: TraceBackend,
  kernel: string,
  operands: ReadonlyMap<string, Traced>,
  attributes: tf.NamedAttrMap,
): Traced | Traced[] {
  const early = transparent[kernel]
  const late = lowerings[kernel]
  const named = new Operands(operands)
  if (early !== undefined) return early(backend.emitter, named, attributes)
  const isHere = late !== undefined && !backend.emitter.isPortable
  const isLeft = isHere && isSlowToFold(kernel, named.list)
  const folded = isLeft ? undefined : fold(kernel, operands, attributes, pointwise.has(kernel))
  if (folded !== undefined) return folded
  if (late === undefined) throw untraceable(kernel, [...operands.values()])
  return late(backend.emitter, named, attributes)
}
