import type { Graph, Value } from './graph.ts'

/** How many operands and outputs of a graph each value is. */
export function countUses(graph: Graph): Map<Value, number> {
  const counts = new Map<Value, number>()
  const used = [
    ...graph.nodes.flatMap(({ inputs }) => inputs),
    ...graph.outputs.map(({ value }) => value),
  ]
  for (const value of used) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
