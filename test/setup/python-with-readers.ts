import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './python-with-peers.ts'

const packages = ['mlflow-skinny==3.1.0', 'tensorboard==2.20.0', 'pyarrow']

/** A Python with the programs that read our exports, in the cache folder, made on first use from PyPI. */
export function pythonWithReaders(): string {
  const folder = cacheFolder('readers')
  const python = join(folder, 'bin', 'python')
  if (existsSync(join(folder, 'ready'))) return python
  mkdirSync(folder, { recursive: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  console.error(`Installing ${packages.join(', ')} into ${folder} …`)
  const install = ['-m', 'pip', 'install', '--quiet', ...packages]
  execFileSync(python, install, { stdio: ['ignore', 'ignore', 'inherit'] })
  mkdirSync(join(folder, 'ready'))
  return python
}
