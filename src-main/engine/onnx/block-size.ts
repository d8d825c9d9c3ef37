import { InferenceSession, Tensor } from 'onnxruntime-node'
import { encodeModel, Graph, onBlocks } from '../graph/index.ts'

/**
 * How many channels ONNX Runtime keeps in a block on this machine: 16 with AVX-512, 8 with AVX2;
 * undefined where it has no such kernels. Asked by letting it reorder a small tensor: of the numbers
 * 2 · channel + column, 1 is the first of the second pixel, so it lies one block from the start.
 */
export async function probeBlockSize(): Promise<number | undefined> {
  const shape = [1, 64, 1, 2]
  const graph = new Graph()
  const input = graph.input(shape, 'float32')
  graph.output(graph.node(onBlocks('ReorderInput'), [input], {}, { shape, type: 'float32' }))
  try {
    const session = await InferenceSession.create(encodeModel(graph), { logSeverityLevel: 4 })
    const numbers = Float32Array.from({ length: 128 }, (_, i) => i)
    const { out0 } = await session.run({ [session.inputNames[0]]: new Tensor(numbers, shape) })
    await session.release()
    const size = Array.from(out0.data as Float32Array).indexOf(1)
    return size > 2 ? size : undefined
  } catch {
    return undefined
  }
}
