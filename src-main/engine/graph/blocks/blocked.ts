import { blockedDomain } from '../encode.ts'
import type { Attributes, Graph, Node, Value } from '../graph.ts'

/** The name of an operator of ONNX Runtime on blocked tensors. */
export function onBlocks(type: string): string {
  return `${type}@${blockedDomain}`
}

/** Whether a node is a transpose by exactly this permutation. */
export function transposesBy({ type, attributes }: Node, perm: readonly number[]): boolean {
  const given = attributes.perm
  return type === 'Transpose' && Array.isArray(given) && given.join() === perm.join()
}

/** Of the channels in blocks, how many must not be zeros. */
const worthwhile = 0.75

/**
 * NCHW values and their twins: the same tensor stored as [N, C / size, H, W, size], which is what
 * ONNX Runtime's fastest convolutions read and write. A twin keeps the shape [N, C, H, W], C being
 * filled up to whole blocks.
 */
export class Blocks {
  readonly graph: Graph
  readonly size: number
  /** Threads that one operator may use. */
  readonly threads: number
  /** Whether zeros may fill up the last block of channels: see `canStore`. */
  readonly #fills: boolean
  /** Filters [I, O, h, w] that are there as HWIO too. */
  readonly hwio = new Map<Value, Value>()
  readonly #twins = new Map<Value, Value>()

  constructor(graph: Graph, size: number, threads: number, fills: boolean) {
    this.graph = graph
    this.#fills = fills
    this.size = size
    this.threads = threads
  }

  /** Whether a value's channels are whole blocks. */
  fits({ shape }: Value): boolean {
    return shape.length === 4 && shape[1] % this.size === 0
  }

  /**
   * Whether a value could be stored in blocks, zeros filling up the last: no more than a quarter of
   * it, since they are computed with, and not where weights learn, whose gradients and statistics want
   * a channel's own pixels.
   */
  canStore(value: Value): boolean {
    if (this.fits(value)) return true
    const { shape, type } = value
    if (!this.#fills || shape.length !== 4 || type !== 'float32') return false
    return shape[1] % 4 === 0 && shape[1] >= worthwhile * this.stored(value).shape[1]
  }

  /** A value as its twin is stored: zeros fill the last block. */
  stored(value: Value): Value {
    const [n, c, ...pixels] = value.shape
    return { ...value, shape: [n, Math.ceil(c / this.size) * this.size, ...pixels] }
  }

  has(value: Value): boolean {
    return this.#twins.has(value)
  }

  /** The twin of a float32 value, made if there is none; straight from NHWC where it was that. */
  twin(value: Value): Value {
    const known = this.#twins.get(value)
    if (known !== undefined) return known
    const producer = this.graph.producerOf(value)
    const isFromNhwc = producer !== undefined && transposesBy(producer, [0, 3, 1, 2])
    const source = isFromNhwc ? producer.inputs[0] : value
    const attributes = { channels_last: isFromNhwc ? 1 : 0 }
    const twin = this.node('ReorderInput', [source], attributes, this.stored(value))
    this.#twins.set(value, twin)
    return twin
  }

  /** An operator on blocks, whose result is stored as `like` says. */
  node(type: string, inputs: readonly Value[], attributes: Attributes, like: Value): Value {
    return this.graph.node(onBlocks(type), inputs, attributes, like)
  }

  /** A value's twin with columns of zeros at its sides: made once, whoever asks for it. */
  widened(value: Value, left: number, right: number): Value {
    if (left === 0 && right === 0) return this.twin(value)
    const [n, c, h, w] = this.stored(value).shape
    const rows = this.reshape(this.twin(value), [(n * c * h) / this.size, w * this.size])
    const sides = this.graph.integers([0, left * this.size, 0, right * this.size])
    const shape = [rows.shape[0], (left + w + right) * this.size]
    const wide = this.graph.node('Pad', [rows, sides], {}, { shape, type: value.type })
    return this.reshape(wide, [n, c, h, left + w + right])
  }

  /** States that `value` has this twin, and how to get it back; unused, that is pruned later. */
  define(value: Value, twin: Value): void {
    this.#twins.set(value, twin)
    if (value.type === 'float32') {
      this.write(onBlocks('ReorderOutput'), [twin], { channels: value.shape[1] }, value)
      return
    }
    const { graph } = this
    const [n, blocks, h, w, size] = this.split(value.shape)
    const five = this.reshape(twin, this.split(value.shape))
    const shape = [n, blocks, size, h, w]
    const planes = graph.node('Transpose', [five], { perm: [0, 1, 4, 2, 3] }, { ...value, shape })
    this.write('Reshape', [planes, graph.integers(value.shape)], {}, value)
  }

  /** Appends a node that writes a value which already has a name. */
  write(type: string, inputs: readonly Value[], attributes: Attributes, output: Value): void {
    const node: Node = { type, inputs, outputs: [output], attributes }
    this.graph.nodes.push(node)
  }

  /** The five sizes of a blocked tensor. */
  split(shape: readonly number[]): [number, number, number, number, number] {
    const [n, c, h, w] = shape
    return [n, c / this.size, h, w, this.size]
  }

  reshape(value: Value, shape: readonly number[]): Value {
    const sizes = this.graph.integers(shape)
    return this.graph.node('Reshape', [value, sizes], {}, { shape, type: value.type })
  }
}
