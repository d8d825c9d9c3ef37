import { createHash } from 'node:crypto'
import { CuspError } from '#errors'
import { InferenceSession } from 'onnxruntime-node'
import { checkBuffers } from '../buffers.ts'
import type { Compiled, Compiler } from '../compiler.ts'
import { encodeModel, expandInterleaves, layOutInBlocks, trace } from '../graph/index.ts'
import { probeBlockSize } from './block-size.ts'
import { fromTensor, keptTensors, toTensor } from './tensor.ts'

interface OnnxSpec {
  readonly threads: number
  /** `plain` computes as a machine does that has no blocked kernels; for tests. */
  readonly layout?: 'blocks' | 'plain'
}

/**
 * The default engine: programs become ONNX graphs run by ONNX Runtime on the CPU.
 * @param threads threads one operator may use, ≥ 1; results are equal bit for bit between runs
 *   with the same number of threads
 */
export async function createOnnxCompiler({ threads, layout }: OnnxSpec): Promise<Compiler> {
  if (!Number.isInteger(threads) || threads < 1) {
    const message = `the onnx engine was given ${threads} threads; give a whole number ≥ 1`
    throw new CuspError('input.invalid', message, { place: 'threads' })
  }
  const blockSize = layout === 'plain' ? undefined : await probeBlockSize()
  return {
    name: 'onnx',
    async compile(program, inputs, { name, frozen, reusesOutputs }) {
      const traced = trace(program, inputs, frozen)
      if (blockSize === undefined) expandInterleaves(traced.graph)
      else layOutInBlocks(traced.graph, blockSize)
      const model = encodeModel(traced.graph)
      const graphHash = createHash('sha256').update(model).digest('hex')
      const session = await InferenceSession.create(model, sessionOptions(threads))
      const kept = reusesOutputs ? keptTensors(traced.outputs) : undefined
      return compiled(session, { name, kept }, { ...traced, graphHash })
    },
  }
}

/**
 * Sequential and silent below errors. The last level of optimisation would lay convolutions out in
 * blocks, which `layOutInBlocks` has done better where it can be done at all.
 */
function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'extended',
    interOpNumThreads: 1,
    intraOpNumThreads: threads,
    logSeverityLevel: 3,
    // Each graph has threads of its own, and a step runs several graphs in turn: threads that go on
    // spinning after their graph has ended take the processors from the next one.
    extra: { session: { force_spinning_stop: '1' } },
  }
}

type Facts = Pick<Compiled, 'graphHash' | 'inputs' | 'outputs'>

interface Binding {
  readonly name: string
  /** Where every run writes its outputs; without it each run makes its own. */
  readonly kept: InferenceSession.OnnxValueMapType | undefined
}

function compiled(
  session: InferenceSession,
  { name, kept }: Binding,
  { graphHash, inputs, outputs }: Facts,
): Compiled {
  return {
    graphHash,
    inputs,
    outputs,
    async run(buffers) {
      checkBuffers(name, inputs, buffers)
      const feeds = Object.fromEntries(
        session.inputNames.map((input, i) => [input, toTensor(inputs, buffers, i)]),
      )
      const results = await (kept ? session.run(feeds, kept) : session.run(feeds))
      return outputs.map((spec, i) => fromTensor(results[`out${i}`], spec))
    },
    async dispose() {
      await session.release()
    },
  }
}
