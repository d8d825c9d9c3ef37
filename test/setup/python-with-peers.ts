import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const packages = [
  'torch',
  'torchvision',
  'torchattacks',
  'foolbox',
  'adversarial-robustness-toolbox',
  // Imported by ART, which does not ask for it.
  'packaging',
]

/** A folder for what tests and benchmarks fetch or build once. */
export function cacheFolder(name: string): string {
  return join(process.env.CUSP_CACHE ?? join(homedir(), '.cache', 'cusp'), name)
}

/** A Python with the peers' libraries in the cache folder, made on first use from PyPI. */
export function pythonWithPeers(): string {
  const folder = cacheFolder('peers')
  const python = join(folder, 'bin', 'python')
  if (!existsSync(python)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  }
  try {
    execFileSync(python, ['-c', 'import torchvision, torchattacks, foolbox, art'], {
      stdio: 'ignore',
    })
  } catch {
    console.error(`Installing ${packages.join(', ')} into ${folder} …`)
    const install = ['-m', 'pip', 'install', '--quiet', 'setuptools', ...packages]
    execFileSync(python, install, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return python
}
