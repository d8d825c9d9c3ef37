import { broadcast_util } from '@tensorflow/tfjs'
import { symbol, type Emitter } from '../emitter.ts'
import type { Value } from '../graph.ts'
import { elementCount, plainOrder, sizeAt } from '../order.ts'
import type { Traced } from '../traced.ts'
import { attributesAs, type Family, type Lowering } from './lowering.ts'

function transposed(x: Traced): Traced {
  const rank = x.shape.length
  const perm = [...plainOrder(rank - 2), rank - 1, rank - 2]
  const shape = perm.map((axis) => sizeAt(x.shape, axis))
  const { meaning } = x
  if (meaning.kind === 'splat') return { ...x, shape }
  if (meaning.kind === 'known') throw new Error('a known matrix is a constant of the graph first')
  return {
    ...x,
    shape,
    meaning: { ...meaning, order: meaning.order.map((axis) => perm.indexOf(axis)) },
  }
}

/** A known tensor as a constant of the graph, so that it can be seen transposed without a copy. */
function asSymbol(emit: Emitter, x: Traced): Traced {
  return x.meaning.kind === 'symbol' ? x : symbol(emit.value(x), x.shape, x.dtype)
}

/** A matrix as Gemm takes it: as stored, and whether that is transposed. */
function stored(emit: Emitter, x: Traced) {
  const isTransposed = x.meaning.kind === 'symbol' && x.meaning.order[0] === 1
  return { value: emit.value(x, isTransposed ? [1, 0] : [0, 1]), isTransposed }
}

/**
 * Whether the right side, stored transposed, goes left and the result is turned instead: the runtime
 * packs what stands right at every run unless it is constant. 64 × 1024 by 1024 × 3136: 5.8 → 4.7 ms.
 */
function isWideAndLive(emit: Emitter, right: Value, [rows, columns]: readonly number[]): boolean {
  const isConstant = emit.graph.initialisers.some(({ value }) => value === right)
  const isWide = columns >= 4 * rows && elementCount(right.shape) >= wide
  return isWide && !isConstant && !emit.isPortable
}

/** Elements from which packing is felt. */
const wide = 2 ** 18

/** [rows, inner] · [inner, columns]; transposes are Gemm's flags, so neither operand is copied. */
export function product(emit: Emitter, a: Traced, b: Traced): Traced {
  const shape = [sizeAt(a.shape, 0), sizeAt(b.shape, 1)]
  const [left, right] = [stored(emit, a), stored(emit, b)]
  if (!left.isTransposed && right.isTransposed && isWideAndLive(emit, right.value, shape)) {
    const [type, swapped] = ['FusedMatMul@com.microsoft', [right.value, left.value]]
    const turned = emit.node(
      type,
      swapped,
      { transA: 0, transB: 1 },
      shape.toReversed(),
      left.value,
    )
    return symbol(turned, shape, 'float32', [1, 0])
  }
  const operands = [left.value, right.value]
  if (!left.isTransposed && !right.isTransposed) {
    return symbol(emit.node('MatMul', operands, {}, shape, left.value), shape, 'float32')
  }
  const flags = { transA: left.isTransposed ? 1 : 0, transB: right.isTransposed ? 1 : 0 }
  return symbol(emit.node('Gemm', operands, flags, shape, left.value), shape, 'float32')
}

/** @throws Error in tfjs's words, which checks this in its kernels and so not while tracing. */
function checkInner({ shape: left }: Traced, { shape: right }: Traced): void {
  const [inner, rows] = [left.at(-1), right.at(-2)]
  if (inner === rows) return
  const shapes = `[${left.join(', ')}] and [${right.join(', ')}]`
  throw new Error(`matMul of shapes ${shapes}: inner sizes ${inner} and ${rows} must be equal.`)
}

const batchMatMul: Lowering = (emit, inputs, attributes) => {
  const { transposeA, transposeB } = attributesAs<{ transposeA: boolean; transposeB: boolean }>(
    attributes,
  )
  const [a, b] = [asSymbol(emit, inputs.get('a')), asSymbol(emit, inputs.get('b'))]
  const left = transposeA ? transposed(a) : a
  const right = transposeB ? transposed(b) : b
  checkInner(left, right)
  if (left.shape.length === 2 && right.shape.length === 2) return product(emit, left, right)
  const batch = broadcast_util.assertAndGetBroadcastShape(
    [...left.shape.slice(0, -2)],
    [...right.shape.slice(0, -2)],
  )
  const shape = [...batch, left.shape.at(-2) ?? 1, right.shape.at(-1) ?? 1]
  const operands = [emit.value(left), emit.value(right)]
  return symbol(emit.node('MatMul', operands, {}, shape, { type: 'float32' }), shape, 'float32')
}

/** Products of matrices. */
export const products: Family = { BatchMatMul: batchMatMul }
