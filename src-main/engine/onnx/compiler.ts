import { createHash } from 'node:crypto'
import { CuspError } from '#errors'
import { InferenceSession } from 'onnxruntime-node'
import { checkBuffers } from '../buffers.ts'
import type { Compiled, Compiler } from '../compiler.ts'
import { encodeModel, trace } from '../graph/index.ts'
import { fromTensor, toTensor } from './tensor.ts'

/**
 * The default engine: programs become ONNX graphs run by ONNX Runtime on the CPU.
 * @param threads threads one operator may use, ≥ 1; results are equal bit for bit between runs
 *   with the same number of threads
 */
export async function createOnnxCompiler({ threads }: { threads: number }): Promise<Compiler> {
  if (!Number.isInteger(threads) || threads < 1) {
    const message = `the onnx engine was given ${threads} threads; give a whole number ≥ 1`
    throw new CuspError('input.invalid', message, { place: 'threads' })
  }
  return {
    name: 'onnx',
    async compile(program, inputs, { name, frozen }) {
      const traced = trace(program, inputs, frozen)
      const model = encodeModel(traced.graph)
      const graphHash = createHash('sha256').update(model).digest('hex')
      const hasConstants = frozen !== undefined && frozen.size > 0
      const session = await InferenceSession.create(model, sessionOptions(threads, hasConstants))
      return compiled(session, name, { ...traced, graphHash })
    },
  }
}

/**
 * Sequential and silent below errors. The last level of optimisation lays convolutions of constant
 * weights out in blocks; with live weights it only wraps pools in conversions, so it stops before.
 */
function sessionOptions(threads: number, hasConstants: boolean): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: hasConstants ? 'all' : 'extended',
    interOpNumThreads: 1,
    intraOpNumThreads: threads,
    logSeverityLevel: 3,
  }
}

type Facts = Pick<Compiled, 'graphHash' | 'inputs' | 'outputs'>

function compiled(
  session: InferenceSession,
  name: string,
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
      const results = await session.run(feeds)
      return outputs.map((spec, i) => fromTensor(results[`out${i}`], spec))
    },
    async dispose() {
      await session.release()
    },
  }
}
