import { createEngine, createOnnxCompiler, createReferenceCompiler } from '#engine'
import type { Engine } from '#trainer'
import { engineVersions } from '../engines.ts'
import { readModelFile } from '../model/files.ts'
import type { Job } from './messages.ts'

type Needs = Pick<Job, 'spec' | 'recorded' | 'threads' | 'models'>

/**
 * The engine that a job is computed on: what computed it so far, else the one its spec asks for;
 * `auto` is onnx, the faster of the two wherever both are.
 */
export async function engineOf({ spec, recorded, threads: given, models }: Needs): Promise<Engine> {
  const asked = spec.engine === 'auto' ? 'onnx' : spec.engine
  const name = recorded?.engine.name === 'reference' ? 'reference' : asked
  const threads = name === 'onnx' ? (recorded?.engine.threads ?? given) : 1
  const compiler =
    name === 'onnx' ? await createOnnxCompiler({ threads }) : await createReferenceCompiler()
  const description = { name, provider: 'cpu', threads, versions: engineVersions(name) }
  return createEngine(compiler, description, { read: (model) => readModelFile(models, model) })
}
