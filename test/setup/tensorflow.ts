import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TensorFlowPackage } from '#engine'
import { installEngine, recipes, unbuildable } from '../../src-main/host/engine/install/index.ts'
import { findTensorFlow } from '../../src-main/host/engine/packages.ts'
import { cacheFolder } from './cache.ts'

const execute = promisify(execFile)

type Name = TensorFlowPackage['name']

/** An engine to test, or why there is none: a test that could not be run says so. */
export type Built =
  { readonly package: TensorFlowPackage } | { readonly package: undefined; readonly reason: string }

const engines = join(cacheFolder(), 'engines')

/** What is in the cache folder already; only `npm run system` builds. */
export function builtTensorFlow(name: Name): Built {
  const found = findTensorFlow(engines, name)
  if (found !== undefined) return { package: found }
  const reason = unbuildable(`${process.platform}-${process.arch}`) ?? 'run "npm run system"'
  return { package: undefined, reason: `${name} was not built: ${reason}` }
}

/** Builds `tfjs-node` as `cusp engine install` does, of parts from npm and PyPI's own clients. */
export async function buildTensorFlow(): Promise<Built> {
  const before = builtTensorFlow('tfjs-node')
  if (before.package ?? unbuildable(`${process.platform}-${process.arch}`)) return before
  const scratch = await mkdtemp(join(cacheFolder(), 'parts-'))
  try {
    console.log('Building the engine tfjs-node for the tests (274 MB from PyPI, once).')
    await fetchParts(scratch)
    const downloads = join(scratch, 'downloads')
    const around = { from: scratch, onBytes: () => undefined, onStage: () => undefined }
    await installEngine({ recipe: recipes['tfjs-node'], engines, downloads, ...around })
    return builtTensorFlow('tfjs-node')
  } catch (error) {
    return { package: undefined, reason: `tfjs-node was not built: ${String(error)}` }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function fetchParts(folder: string): Promise<void> {
  const packages = [
    '@tensorflow/tfjs-node@4.22.0',
    'node-api-headers@1.9.0',
    'google-protobuf@3.21.4',
  ]
  await execute('npm', ['pack', '--silent', '--pack-destination', folder, ...packages])
  await execute('python3', [
    ...['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', folder],
    ...['--python-version', '3.12', '--platform', 'manylinux_2_27_x86_64'],
    'tensorflow-cpu==2.21.0',
  ])
}
