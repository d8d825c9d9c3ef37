import * as tf from '@tensorflow/tfjs'
import { CuspError } from '#errors'
import type { Compiler } from '../compiler.ts'
import { explainExhaustion } from '../out-of-memory.ts'
import { createEagerCompiler } from './eager.ts'
import {
  loadTensorFlow,
  type LoadedTensorFlow,
  type TensorFlowPackage,
} from './tensorflow-package.ts'

export interface TensorFlowSpec {
  readonly package: TensorFlowPackage
  /** Threads one operator may use, ≥ 1; fixed by the first compiler of a process. */
  readonly threads: number
}

/**
 * Programs as they are written, on TensorFlow's kernels: its CPU ones (oneDNN), or CUDA's.
 * @throws CuspError `engine.missing` when the package cannot be loaded, or when `tfjs-node-gpu` finds
 *   no GPU: it would compute on the CPU without a word.
 */
export async function createTensorFlowCompiler({
  package: found,
  threads,
}: TensorFlowSpec): Promise<{ compiler: Compiler; facts: LoadedTensorFlow }> {
  const previous = tf.getBackend() || 'cpu'
  tf.enableProdMode()
  const facts = loadTensorFlow(found, threads)
  await tf.setBackend(previous)
  if (found.name === 'tfjs-node-gpu' && !facts.isOnGpu) {
    const message = `TensorFlow ${facts.version} of tfjs-node-gpu found no GPU it can use.`
    throw new CuspError('engine.missing', message, { place: found.root })
  }
  const compiler = createEagerCompiler({
    name: found.name,
    backend: 'tensorflow',
    explain: explainExhaustion,
  })
  return { compiler, facts }
}
