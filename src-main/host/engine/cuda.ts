import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { FoundPackage } from './packages.ts'

const execute = promisify(execFile)

/** What NVIDIA's driver says of the machine. */
export type Nvidia =
  { readonly gpus: readonly string[] } | { readonly gpus: undefined; readonly reason: string }

/** Asks the driver's own tool; seconds, on a machine that has it. */
export async function askNvidia(command = 'nvidia-smi'): Promise<Nvidia> {
  const fields = 'name,driver_version,memory.total'
  try {
    const asked = [`--query-gpu=${fields}`, '--format=csv,noheader']
    const { stdout } = await execute(command, asked, { timeout: 20_000 })
    const gpus = stdout.split('\n').flatMap((line) => {
      const [name, driver, memory] = line.split(',').map((part) => part.trim())
      return name && driver ? [`${name} (driver ${driver}, ${memory})`] : []
    })
    if (gpus.length > 0) return { gpus }
    return { gpus: undefined, reason: 'The NVIDIA driver is there and lists no GPU.' }
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException
    const reason =
      code === 'ENOENT'
        ? 'nvidia-smi is not there: this machine has no NVIDIA GPU, or its driver is not installed.'
        : `The NVIDIA driver does not answer: ${message.trim().split('\n').at(-1)}`
    return { gpus: undefined, reason }
  }
}

interface Library {
  readonly file: string
  readonly what: string
}

/** What TensorFlow looks for beside the driver: npm's is of 2022, a built one is newer. */
const libraries: Readonly<Record<FoundPackage['origin'], readonly Library[]>> = {
  npm: [
    { file: 'libcudart.so.11.0', what: 'CUDA 11.2' },
    { file: 'libcublas.so.11', what: 'CUDA 11.2' },
    { file: 'libcudnn.so.8', what: 'cuDNN 8.1' },
  ],
  built: [
    { file: 'libcudart.so.12', what: 'CUDA 12' },
    { file: 'libcublas.so.12', what: 'CUDA 12' },
    { file: 'libcudnn.so.9', what: 'cuDNN 9' },
  ],
}

/** The next step where libraries are missing that a GPU is computed with; undefined if none is. */
export function missingCuda(
  origin: FoundPackage['origin'],
  isThere: (file: string) => boolean,
): string | undefined {
  const missing = libraries[origin].filter(({ file }) => !isThere(file))
  if (missing.length === 0) return undefined
  const products = [...new Set(missing.map(({ what }) => what))].join(' and ')
  const files = missing.map(({ file }) => file).join(', ')
  const other =
    origin === 'npm' ? '; or, with CUDA 12, run "cusp engine install tfjs-node-gpu"' : ''
  return `Install ${products} (${files} not found), or name their folder in LD_LIBRARY_PATH${other}.`
}

/** Whether the loader of Linux finds a library: in LD_LIBRARY_PATH or the system's own list. */
export async function loaderFinds(
  exists: (path: string) => boolean,
  path = process.env['LD_LIBRARY_PATH'] ?? '',
): Promise<(file: string) => boolean> {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/sbin:/usr/sbin` }
  const listed = await execute('ldconfig', ['-p'], { env }).catch(() => ({ stdout: '' }))
  const folders = path.split(':').filter((folder) => folder !== '')
  return (file) =>
    listed.stdout.includes(`${file} `) || folders.some((folder) => exists(`${folder}/${file}`))
}
