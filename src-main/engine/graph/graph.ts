import { createHash } from 'node:crypto'

/** ONNX element types this program uses, by their name in tfjs (int64 only in shapes and axes). */
export type ElementType = 'float32' | 'int32' | 'bool' | 'int64'

/** An edge of the graph: the tensor a node writes, a graph input, or a constant. */
export interface Value {
  readonly name: string
  readonly shape: readonly number[]
  readonly type: ElementType
}

export type Attribute = number | string | readonly number[] | { readonly float: number }
export type Attributes = Readonly<Record<string, Attribute>>

/** One ONNX operator application. */
export interface Node {
  readonly type: string
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly attributes: Attributes
}

/** What a node writes: shape and element type of one output. */
export interface Result {
  readonly shape: readonly number[]
  readonly type: ElementType
}

type Elements = Float32Array | Int32Array | Uint8Array | BigInt64Array

/** A constant of the graph. */
export interface Initialiser {
  readonly value: Value
  readonly elements: Elements
}

/** An ONNX graph under construction; equal constants and equal nodes are made once. */
export class Graph {
  readonly inputs: Value[] = []
  readonly outputs: { readonly name: string; readonly value: Value }[] = []
  nodes: Node[] = []
  initialisers: Initialiser[] = []
  readonly #made = new Map<string, readonly Value[]>()
  readonly #producers = new Map<Value, Node>()
  #count = 0

  #value(shape: readonly number[], type: ElementType): Value {
    return { name: `v${this.#count++}`, shape, type }
  }

  input(shape: readonly number[], type: ElementType): Value {
    const value = this.#value(shape, type)
    this.inputs.push(value)
    return value
  }

  output(value: Value): void {
    this.outputs.push({ name: `out${this.outputs.length}`, value })
  }

  constant(elements: Elements, shape: readonly number[], type: ElementType): Value {
    const key = `constant|${type}|${shape.join()}|${fingerprint(elements)}`
    const known = this.#made.get(key)?.[0]
    if (known !== undefined) return known
    const value = this.#value(shape, type)
    this.initialisers.push({ value, elements })
    this.#made.set(key, [value])
    return value
  }

  /** A vector of int64: what ONNX takes for shapes, axes, starts and pads. */
  integers(list: readonly number[]): Value {
    return this.constant(BigInt64Array.from(list, BigInt), [list.length], 'int64')
  }

  /** Applies an operator with several outputs; the same application twice is one node. */
  apply(
    type: string,
    inputs: readonly Value[],
    attributes: Attributes,
    results: readonly Result[],
  ): readonly Value[] {
    const key = nodeKey(type, inputs, attributes, results.length)
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const outputs = results.map((result) => this.#value(result.shape, result.type))
    const node = { type, inputs, outputs, attributes }
    this.nodes.push(node)
    for (const output of outputs) this.#producers.set(output, node)
    this.#made.set(key, outputs)
    return outputs
  }

  /** Applies an operator with one output. */
  node(type: string, inputs: readonly Value[], attributes: Attributes, result: Result): Value {
    const [output] = this.apply(type, inputs, attributes, [result])
    if (output === undefined) throw new Error('a node with one result has one output')
    return output
  }

  /** The node that writes a value; none for inputs and constants. */
  producerOf(value: Value): Node | undefined {
    return this.#producers.get(value)
  }

  /** Goes on with these nodes and the constants they use, forgetting what was made before. */
  retain(nodes: Node[]): void {
    const used = new Set([
      ...nodes.flatMap(({ inputs }) => inputs),
      ...this.outputs.map(({ value }) => value),
    ])
    this.nodes = nodes
    this.initialisers = this.initialisers.filter(({ value }) => used.has(value))
    this.#made.clear()
    this.#producers.clear()
    for (const node of nodes) for (const output of node.outputs) this.#producers.set(output, node)
  }

  /** States that applying this operator would give `value` back: an inverse made in passing. */
  remember(type: string, inputs: readonly Value[], attributes: Attributes, value: Value): void {
    this.#made.set(nodeKey(type, inputs, attributes, 1), [value])
  }
}

function nodeKey(
  type: string,
  inputs: readonly Value[],
  attributes: Attributes,
  outputs: number,
): string {
  const names = inputs.map((input) => input.name).join()
  return `${type}|${names}|${outputs}|${JSON.stringify(attributes)}`
}

/** Equal for equal elements: the bytes themselves when few, else their SHA-256. */
function fingerprint(elements: Elements): string {
  const bytes = Buffer.from(elements.buffer, elements.byteOffset, elements.byteLength)
  if (bytes.length <= 64) return bytes.toString('hex')
  return createHash('sha256').update(bytes).digest('hex')
}
