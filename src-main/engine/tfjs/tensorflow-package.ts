import { realpathSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { CuspError } from '#errors'
import { acceptExplicitPadding } from './explicit-padding.ts'

/** TensorFlow's kernels behind tfjs's API: where npm put them, or where Cusp built them. */
export interface TensorFlowPackage {
  readonly name: 'tfjs-node' | 'tfjs-node-gpu'
  /** The package's own folder. */
  readonly root: string
}

/** What the package brings into this process. */
export interface LoadedTensorFlow {
  /** Of TensorFlow itself. */
  readonly version: string
  readonly isOnGpu: boolean
}

interface Exports {
  node?: { nodeBackend?: unknown }
  backend(): { binding: { TF_Version: string }; isUsingGpuDevice: boolean }
}

/** Under these names the package asks for tfjs; the first has all that is in the second. */
const tfjs = ['@tensorflow/tfjs', '@tensorflow/tfjs-core']
let loaded: { readonly root: string; readonly facts: LoadedTensorFlow } | undefined

/**
 * Registers TensorFlow as tfjs's backend `tensorflow`. A native library can end the process here:
 * what has not been probed in a process of its own does not belong in one that matters.
 * @param threads that one operator may use; TensorFlow reads it once, when it is loaded
 * @throws CuspError `engine.missing` when it cannot be loaded, with the reason.
 */
export function loadTensorFlow(found: TensorFlowPackage, threads: number): LoadedTensorFlow {
  if (loaded?.root === found.root) return loaded.facts
  prepareEnvironment(threads)
  bringBack()
  shareTfjs(found.root)
  try {
    const exports = createRequire(`${found.root}/`)(found.root) as Exports
    const { binding, isUsingGpuDevice } = exports.backend()
    acceptExplicitPadding()
    const facts = { version: binding.TF_Version, isOnGpu: isUsingGpuDevice }
    loaded = { root: found.root, facts }
    return facts
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw new CuspError('engine.missing', `${found.name} cannot be loaded: ${reason}`, {
      place: found.root,
      cause,
    })
  }
}

/**
 * Memory of a GPU is taken as it is needed, not all at once, so that screens and other programs keep
 * theirs; kernels whose sums depend on chance are replaced, so that a run repeats bit for bit.
 */
function prepareEnvironment(threads: number): void {
  Object.assign(process.env, {
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_DETERMINISTIC_OPS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
  })
}

/** Version 4.22 calls two functions of `util` that Node 23 took away (tensorflow/tfjs#8425). */
function bringBack(): void {
  const util = createRequire(import.meta.url)('util') as Record<string, unknown>
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  util['isArray'] ??= Array.isArray
}

/** One tfjs in this process: kernels registered with another would be unknown to ours. */
function shareTfjs(root: string): void {
  // Modules are known by where they really are, and a data folder may be reached by a link.
  const inside = pathToFileURL(`${realpathSync(root)}/`).href
  const url = pathToFileURL(createRequire(import.meta.url).resolve(tfjs[0])).href
  registerHooks({
    resolve: (specifier, context, next) =>
      tfjs.includes(specifier) && (context.parentURL?.startsWith(inside) ?? false)
        ? { url, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
  })
}
