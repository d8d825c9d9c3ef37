import type { Graph, Node, Value } from '../graph.ts'
import { isFilterGradient } from './convolution.ts'

/** Of the channels in blocks, how many must not be zeros. */
const worthwhile = 0.75

/**
 * Convolutions, with their relus and pools, that are computed with channels of zeros behind their own,
 * so that these fill blocks: only convolutions may read them, which leave the zeros out again.
 * @param size channels in a block.
 */
export function filledValues({ nodes, outputs }: Graph, size: number): ReadonlySet<Value> {
  const given = new Set(outputs.map(({ value }) => value))
  const readers = new Map<Value, Node[]>()
  for (const node of nodes)
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node])
  const filled = new Set<Value>()
  const staysInBlocks = (value: Value): boolean => {
    const reading = readers.get(value) ?? []
    if (given.has(value) || reading.length === 0) return false
    return reading.every((node) => {
      if (node.type === 'Conv') return node.inputs[0] === value && !isFilterGradient(node)
      const isPassed = isPool(node) || (node.type === 'Relu' && reading.length === 1)
      return isPassed && node.outputs.every(staysInBlocks)
    })
  }
  const fill = (value: Value): void => {
    filled.add(value)
    for (const node of readers.get(value) ?? [])
      if (node.type !== 'Conv') node.outputs.forEach(fill)
  }
  for (const node of nodes) {
    if (node.type !== 'Conv' || isFilterGradient(node)) continue
    const [output] = node.outputs
    const [, channels] = output.shape
    const whole = Math.ceil(channels / size) * size
    const isWorth = channels < whole && channels >= worthwhile * whole && channels % 4 === 0
    if (isWorth && staysInBlocks(output)) fill(output)
  }
  return filled
}

function isPool({ type, outputs }: Node): boolean {
  return (type === 'MaxPool' || type === 'AveragePool') && outputs.length === 1
}
