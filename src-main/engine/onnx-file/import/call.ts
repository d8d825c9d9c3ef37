import type { CuspError } from '#errors'
import type { OnnxAttribute, OnnxNode } from '../read/onnx-file.ts'
import { unsupported } from '../read/refusal.ts'
import { shapeOf, type Activation } from './activation.ts'

/** What a node computes from its operands. */
export type Operator = (call: Call) => Activation | Activation[]
export type Operators = Readonly<Record<string, Operator>>

/** What all nodes of one pass through a model share. */
export interface Surroundings {
  readonly file: string
  readonly opset: number
  /** Images in this pass. */
  readonly batch: number
  /** The number of images the file was exported for; nothing when it takes any. */
  readonly fixedBatch: number | undefined
  /** Names of tensors that were made ready as filters when the file was read. */
  readonly filters: ReadonlySet<string>
  /** Names of values that depend on the images. */
  readonly ofImages: ReadonlySet<string>
}

/**
 * Most numbers that an operator may make of one image: a VGG layer on 224 × 224 pixels makes 3
 * million. What makes more was written to fill memory.
 */
const mostNumbers = 2 ** 23

/** One node of a pass: its operands, its settings, and how to refuse it. */
export class Call {
  readonly node: OnnxNode
  readonly around: Surroundings
  readonly #operands: readonly (Activation | undefined)[]

  constructor(node: OnnxNode, operands: readonly (Activation | undefined)[], around: Surroundings) {
    this.node = node
    this.around = around
    this.#operands = operands
  }

  get opset(): number {
    return this.around.opset
  }

  get operands(): Activation[] {
    return this.node.inputs.map((_, i) => this.operand(i))
  }

  operand(i: number): Activation {
    const found = this.#operands[i]
    if (found === undefined) throw this.refusal(`lacks its operand ${i + 1}`)
    return found
  }

  /** An operand that may be left out. */
  optional(i: number): Activation | undefined {
    return this.#operands[i]
  }

  /** Whether an operand depends on the images, so that its first axis may be the batch. */
  isOfImages(i: number): boolean {
    return this.around.ofImages.has(this.node.inputs[i])
  }

  number(attribute: string, otherwise: number): number {
    const value: OnnxAttribute = this.node.attributes.get(attribute) ?? otherwise
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw this.refusal(`has no number as its "${attribute}"`)
  }

  text(attribute: string, otherwise: string): string {
    const value: OnnxAttribute = this.node.attributes.get(attribute) ?? otherwise
    if (typeof value === 'string') return value
    throw this.refusal(`has no text as its "${attribute}"`)
  }

  /** A list of numbers; nothing when the file leaves it out. */
  list(attribute: string): number[] | undefined {
    const value = this.node.attributes.get(attribute)
    if (value === undefined) return undefined
    if (Array.isArray(value)) return [...(value as readonly number[])]
    throw this.refusal(`has no list of numbers as its "${attribute}"`)
  }

  /** A list of `length` whole numbers, each at least `least`; `otherwise` when left out. */
  sizes(attribute: string, length: number, least: number, otherwise: number): number[] {
    const found = this.list(attribute) ?? new Array<number>(length).fill(otherwise)
    if (found.length === length && found.every((each) => each >= least)) return found
    const wanted = `${length} numbers of at least ${least}`
    throw this.refusal(`has [${found.join(', ')}] as its "${attribute}"; ${wanted} belong there`)
  }

  /** Whole numbers that must be known before any image is: shapes, axes, indices. */
  integers(i: number): number[] {
    return this.#constant(i, 'whole numbers')
  }

  /** One number that must be known before any image is, such as a bound. */
  scalar(i: number): number | undefined {
    if (this.optional(i) === undefined) return undefined
    const [value, another] = this.#constant(i, 'a number')
    if (value === undefined || another !== undefined)
      throw this.refusal(`wants one number as its operand ${i + 1}`)
    return value
  }

  #constant(i: number, what: string): number[] {
    const { literal, tensor } = this.operand(i)
    if (literal !== undefined) return Array.from(literal.elements)
    try {
      return Array.from(tensor.dataSync())
    } catch {
      throw this.refusal(`computes ${what} (operand ${i + 1}) from the images; constants are taken`)
    }
  }

  /** Axis `axis` of a value with `rank` axes, counted from the end when negative. */
  axis(axis: number, rank: number): number {
    const found = axis < 0 ? axis + rank : axis
    if (Number.isInteger(found) && found >= 0 && found < rank) return found
    throw this.refusal(`names axis ${axis} of a value with ${rank} axes`)
  }

  /** An operand that is an image: four axes, [batch, channel, height, width]. */
  image(i: number): Activation {
    const operand = this.operand(i)
    if (operand.tensor.rank === 4) return operand
    const shape = shapeOf(operand).join(', ')
    throw this.refusal(`is given [${shape}]; only images [batch, channel, height, width] are taken`)
  }

  /** Refuses what is too large before it is made. */
  checkSize(shape: readonly number[]): void {
    const numbers = shape.reduce((product, size) => product * size, 1)
    if (numbers <= mostNumbers * this.around.batch) return
    throw this.refusal(
      `makes [${shape.join(', ')}]; at most ${mostNumbers} numbers an image are taken`,
    )
  }

  /** The error of this node, naming it. */
  refusal(problem: string, cause?: unknown): CuspError {
    return unsupported(this.around.file, `${this.node.label} ${problem}`, cause)
  }
}
