import { createHash } from 'node:crypto'
import { CuspError } from '#errors'
import { checkBuffers } from '../buffers.ts'
import type { Compiled, Compiler } from '../compiler.ts'
import {
  expandInterleaves,
  fuseAffines,
  inStages,
  layOutInBlocks,
  trace,
  type Graph,
  type Trace,
  type Value,
} from '../graph/index.ts'
import { explainExhaustion } from '../out-of-memory.ts'
import { probeBlockSize } from './block-size.ts'
import {
  encoded,
  type EncodedGraph,
  type OnnxProvider,
  type Runtime,
  type Tensors,
} from './session.ts'
import { openStages, openWhole, type StagedSession } from './staged.ts'
import { fromTensor, keptTensors, toTensor } from './tensor.ts'

interface OnnxSpec {
  readonly threads: number
  /** What runs the graphs; what it has no kernel for, ONNX Runtime gives to the CPU. */
  readonly provider?: OnnxProvider
  /** `plain` computes as a machine does that has no blocked kernels; for tests. */
  readonly layout?: 'blocks' | 'plain'
}

/**
 * The default engine: programs become ONNX graphs run by ONNX Runtime on the CPU.
 * @param threads threads one operator may use, ≥ 1; results are equal bit for bit between runs
 *   with the same number of threads
 */
export async function createOnnxCompiler({
  threads,
  provider = 'cpu',
  layout,
}: OnnxSpec): Promise<Compiler> {
  if (!Number.isInteger(threads) || threads < 1) {
    const message = `the onnx engine was given ${threads} threads; give a whole number ≥ 1`
    throw new CuspError('input.invalid', message, { place: 'threads' })
  }
  // The blocked kernels are the CPU's own.
  const isPlain = layout === 'plain' || provider !== 'cpu'
  const blockSize = isPlain ? undefined : await probeBlockSize()
  return {
    name: 'onnx',
    async compile(program, inputs, { name, frozen, settled, into }) {
      const traced = traceNamed(name, program, inputs, { frozen, settled })
      if (blockSize === undefined) expandInterleaves(traced.graph)
      else layOutInBlocks(traced.graph, blockSize, threads)
      if (provider === 'cpu') fuseAffines(traced.graph)
      const names = traced.graph.inputs.map((input) => input.name)
      const { session, graphHash } = await open(
        traced.graph,
        traced.settled,
        { threads, provider },
        into !== undefined,
      )
      const kept = into && keptTensors(traced.outputs, into)
      return compiled(session, { name, names, kept }, { ...traced, graphHash })
    },
  }
}

async function open(
  graph: Graph,
  settled: ReadonlySet<Value>,
  runtime: Runtime,
  isInto: boolean,
): Promise<{ session: StagedSession; graphHash: string }> {
  const isCpu = runtime.provider === 'cpu'
  const isKept = isInto && isCpu
  const stages = settled.size > 0 ? inStages(graph, settled) : undefined
  if (!stages) {
    const whole = encoded(graph, isKept)
    return { session: await openWhole(whole, runtime), graphHash: hash([whole]) }
  }
  const [first, rest] = [encoded(stages.first, isCpu), encoded(stages.rest, isKept)]
  const session = await openStages({ first, rest, carried: stages.carried }, runtime)
  return { session, graphHash: hash([first, rest]) }
}

function hash(graphs: readonly EncodedGraph[]): string {
  const sum = createHash('sha256')
  for (const { bytes } of graphs) sum.update(bytes)
  return sum.digest('hex')
}

type Facts = Pick<Compiled, 'graphHash' | 'inputs' | 'outputs'>

interface Binding {
  readonly name: string
  /** Names of the graph's inputs, in their order. */
  readonly names: readonly string[]
  /** Where every run writes its outputs; without it each run makes its own. */
  readonly kept: Tensors | undefined
}

function compiled(
  session: StagedSession,
  { name, names, kept }: Binding,
  { graphHash, inputs, outputs }: Facts,
): Compiled {
  let last: number | undefined
  return {
    graphHash,
    inputs,
    outputs,
    async run(buffers, version) {
      checkBuffers(name, inputs, buffers)
      const feeds = Object.fromEntries(
        names.map((input, i) => [input, toTensor(inputs, buffers, i)]),
      )
      const isSettled = version !== undefined && version === last
      last = undefined
      const results = await session.run(feeds, isSettled, kept).catch((thrown: unknown) => {
        throw explainExhaustion(thrown, name, inputs) ?? thrown
      })
      last = version
      return outputs.map((spec, i) => fromTensor(results[`out${i}`], spec))
    },
    async dispose() {
      await session.release()
    },
  }
}

/** As `trace`, and what cannot be traced says in which program it is. */
function traceNamed(name: string, ...given: Parameters<typeof trace>): Trace {
  try {
    return trace(...given)
  } catch (thrown) {
    if (!(thrown instanceof CuspError) || thrown.code !== 'engine.untraceable') throw thrown
    const { code, message, place } = thrown
    throw new CuspError(code, `${message} (in "${name}").`, { place, cause: thrown })
  }
}
