import type { Node, Value } from '../graph.ts'
import { elementCount } from '../order.ts'
import type { Blocks } from './blocked.ts'
import { filledUp } from './fill.ts'

/** Operators that treat every element alike: they do not care how a tensor is stored. */
const indifferent = new Set(
  (
    'Add Sub Mul Div Pow Max Min Where Equal Greater GreaterOrEqual Less LessOrEqual And Or Xor ' +
    'Not Cast Relu LeakyRelu Elu Selu Sigmoid Tanh Softplus Abs Neg Sign Sqrt Reciprocal Exp Log ' +
    'Floor Ceil Round Sin Cos Erf Clip HardSigmoid'
  ).split(' '),
)

/** Those that make a number of every number: zeros that fill a block up never become NaN. */
const tame = new Set(
  'Add Sub Mul Max Min Relu LeakyRelu Sigmoid Tanh Abs Neg HardSigmoid'.split(' '),
)

/**
 * An elementwise operator carried out on twins, when an operand has one: full-size operands as
 * twins, scalars as they are, and vectors over channels cut into blocks.
 */
export function blockedElementwise(blocks: Blocks, node: Node): Value | undefined {
  const [output] = node.outputs
  const isFilled = !blocks.fits(output)
  if (!(isFilled ? tame : indifferent).has(node.type) || !blocks.canStore(output)) return
  if (!node.inputs.some((input) => blocks.has(input) && same(input, output))) return
  const kinds = node.inputs.map((input) => kindOf(blocks, input, output))
  if (kinds.includes('other')) return
  const whole = blocks.stored(output)
  const shape = kinds.includes('channels') ? blocks.split(whole.shape) : whole.shape
  const operands = node.inputs.map((input, i) => {
    if (kinds[i] === 'scalar') return input
    const { size } = blocks
    if (kinds[i] === 'channels')
      return blocks.reshape(filledUp(blocks, input, [1, whole.shape[1], 1, 1]), [
        1,
        whole.shape[1] / size,
        1,
        1,
        size,
      ])
    const twin = blocks.twin(input)
    return shape.length === 5 ? blocks.reshape(twin, shape) : twin
  })
  const result = { shape, type: output.type }
  const value = blocks.graph.node(node.type, operands, node.attributes, result)
  return shape.length === 5 ? blocks.reshape(value, whole.shape) : value
}

type Kind = 'scalar' | 'channels' | 'full' | 'other'

function kindOf(blocks: Blocks, input: Value, output: Value): Kind {
  if (elementCount(input.shape) === 1) return input.shape.length <= 4 ? 'scalar' : 'other'
  if (same(input, output)) return blocks.has(input) || input.type === 'float32' ? 'full' : 'other'
  return input.shape.join() === [1, output.shape[1], 1, 1].join() ? 'channels' : 'other'
}

function same(a: Value, b: Value): boolean {
  return a.shape.join() === b.shape.join()
}
