import { describe, it } from 'vitest'
import { createTensorFlowCompiler, type TensorFlowPackage } from '#engine'
import { builtTensorFlow } from '../setup/tensorflow.ts'
import { describeEngine } from './engine.ts'

/** A process loads one TensorFlow: that of the GPU where a GPU is to be tested, else the CPU's. */
const name: TensorFlowPackage['name'] =
  process.env['CUSP_TEST_GPU'] === '1' ? 'tfjs-node-gpu' : 'tfjs-node'
const built = builtTensorFlow(name)

if (built.package) {
  const { package: found } = built
  describeEngine(name, async () => {
    const { compiler } = await createTensorFlowCompiler({ package: found, threads: 2 })
    return compiler
  })
} else if (name === 'tfjs-node-gpu') {
  throw new Error(`CUSP_TEST_GPU is 1, and ${built.reason}.`)
} else {
  // Not passed and not failed: no test of this engine was run, and the count at the end says why.
  describe(`conformance of ${name}`, () => it.skip(`was not run: ${built.reason}`))
}
