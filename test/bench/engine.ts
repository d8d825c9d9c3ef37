import { createRequire } from 'node:module'
import { createEngine, createOnnxCompiler } from '#engine'
import type { Engine } from '#trainer'

/** The engine that runs use, on the CPU. */
export async function openEngine(threads: number): Promise<Engine> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
    version: string
  }
  return createEngine(await createOnnxCompiler({ threads }), {
    name: 'onnx',
    provider: 'cpu',
    threads,
    versions: { 'onnxruntime-node': version },
  })
}
