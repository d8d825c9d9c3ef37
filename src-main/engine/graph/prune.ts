import type { Graph } from './graph.ts'

/**
 * Drops every node and constant no output depends on (a gradient that was asked for in passing, a
 * forward value only needed for its shape). Inputs stay: they are the program's signature.
 */
export function prune(graph: Graph): void {
  const needed = new Set(graph.outputs.map(({ value }) => value))
  const kept = graph.nodes
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((output) => needed.has(output))) return false
      for (const input of node.inputs) needed.add(input)
      return true
    })
    .reverse()
  graph.retain(kept)
}
