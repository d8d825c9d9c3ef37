import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Contender } from '../contender.ts'

export const torchModes = ['eager', 'channels_last', 'compile'] as const

/** A Python environment with PyTorch in the cache folder, made on first use. */
function pythonWithTorch(): string {
  const folder = join(process.env.CUSP_CACHE ?? join(homedir(), '.cache', 'cusp'), 'peers')
  const python = join(folder, 'bin', 'python')
  if (!existsSync(python)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  }
  try {
    execFileSync(python, ['-c', 'import torch'], { stdio: 'ignore' })
  } catch {
    console.log(`Installing PyTorch into ${folder} …`)
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'torch', 'setuptools'], {
      stdio: 'inherit',
    })
  }
  return python
}

/** One Python process that times every row in every mode; a contender for each mode. */
export async function openTorch(threads: number): Promise<Contender[]> {
  const script = join(import.meta.dirname, 'torch_rows.py')
  const child = spawn(pythonWithTorch(), [script, String(threads)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async (): Promise<string> => {
    const line = await lines.next()
    if (line.done) throw new Error('the PyTorch process ended')
    return line.value
  }
  const version = (await read()).split(' ')[1]
  return torchModes.map((mode) => ({
    name: `PyTorch ${mode}`,
    version,
    time: async (row, repeats) => {
      child.stdin.write(`${row} ${mode} ${repeats}\n`)
      return Number(await read())
    },
    close: async () => {
      child.stdin.end()
    },
  }))
}
