import type { Graph, Initialiser, Node } from './graph.ts'

/**
 * Makes a graph that was traced for some number of rows serve any. Beside another trace of the same
 * program, for another number, only the shapes of Reshapes may differ, and in one size each: that
 * size becomes −1, which stands for whatever is left.
 * @returns whether the traces differ in nothing else; if not, the graph is as it was
 */
export function freeRows(graph: Graph, other: Graph): boolean {
  if (graph.nodes.length !== other.nodes.length) return false
  const [own, others] = [constantsOf(graph), constantsOf(other)]
  const free: [Node, number][] = []
  for (const [i, node] of graph.nodes.entries()) {
    const twin = other.nodes[i]
    if (!isSameButConstants(node, twin)) return false
    for (const [at, input] of node.inputs.entries()) {
      const [a, b] = [own.get(input.name), others.get(twin.inputs[at].name)]
      const places = differences(a, b)
      if (places.length === 0) continue
      if (node.type !== 'Reshape' || at !== 1 || places.length > 1) return false
      free.push([node, places[0]])
    }
  }
  for (const [node, place] of free) {
    const shape = Array.from(own.get(node.inputs[1].name)?.elements ?? [], Number)
    const target = graph.integers(shape.with(place, -1))
    const nodes = graph.nodes
    nodes[nodes.indexOf(node)] = { ...node, inputs: [node.inputs[0], target] }
  }
  graph.retain(graph.nodes)
  return true
}

function constantsOf({ initialisers }: Graph): ReadonlyMap<string, Initialiser> {
  return new Map(initialisers.map((each) => [each.value.name, each]))
}

function isSameButConstants(a: Node, b: Node): boolean {
  return (
    a.type === b.type &&
    a.inputs.length === b.inputs.length &&
    JSON.stringify(a.attributes) === JSON.stringify(b.attributes)
  )
}

/** Positions at which two constants differ; all of them when they are not alike at all. */
function differences(a: Initialiser | undefined, b: Initialiser | undefined): number[] {
  if (a === undefined && b === undefined) return []
  const [left, right] = [a?.elements ?? [], b?.elements ?? []]
  const count = Math.max(left.length, right.length)
  const isAlike = left.length === right.length && a?.value.shape.join() === b?.value.shape.join()
  return Array.from({ length: count }, (_, i) => i).filter(
    (i) => !isAlike || !Object.is(left[i], right[i]),
  )
}
