import { Graph, type Node, type Value } from './graph.ts'
import { prune } from './prune.ts'

/** One computation as two graphs: what depends on settled inputs alone, and what is left to do. */
export interface Stages {
  /** Settled inputs → `carried`. */
  readonly first: Graph
  /** The inputs that are left, in their order, those settled ones that it reads too, `carried`. */
  readonly rest: Graph
  readonly carried: readonly Value[]
}

/**
 * Takes out of a graph what only depends on some of its inputs, to be computed when they change rather
 * than at every run: a convolution's filter in the order its kernel reads, or scaled by a batch norm.
 * @returns nothing when there is no such node
 */
export function inStages(graph: Graph, settled: ReadonlySet<Value>): Stages | undefined {
  const constant = new Set(graph.initialisers.map(({ value }) => value))
  const early = new Set(settled)
  const [firstNodes, restNodes]: [Node[], Node[]] = [[], []]
  for (const node of graph.nodes) {
    const isConstant = node.inputs.every((input) => constant.has(input))
    const isEarly = node.inputs.every((input) => constant.has(input) || early.has(input))
    if (isEarly) firstNodes.push(node)
    if (isConstant || !isEarly) restNodes.push(node)
    for (const output of node.outputs) {
      if (isConstant) constant.add(output)
      else if (isEarly) early.add(output)
    }
  }
  const read = new Set(restNodes.flatMap(({ inputs }) => inputs))
  for (const { value } of graph.outputs) read.add(value)
  const carried = [...early].filter((value) => !settled.has(value) && read.has(value))
  if (carried.length === 0) return
  const kept = graph.inputs.filter((input) => !settled.has(input) || read.has(input))
  const rest = graphOf(restNodes, [...kept, ...carried], graph)
  for (const { value } of graph.outputs) rest.output(value)
  const first = graphOf(firstNodes, [...settled], graph)
  for (const value of carried) first.output(value)
  for (const each of [first, rest]) prune(each)
  return { first, rest, carried }
}

function graphOf(nodes: Node[], inputs: readonly Value[], { initialisers }: Graph): Graph {
  const graph = new Graph()
  graph.nodes = nodes
  graph.inputs.push(...inputs)
  graph.initialisers = initialisers
  return graph
}
