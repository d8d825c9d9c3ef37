import { join } from 'node:path'
import { cacheFolder } from '../setup/python-with-peers.ts'
import type { Entrant } from './contender.ts'
import type { RowName } from './rows.ts'

export const ours = 'Cusp onnx'

const torchModes = ['eager', 'channels_last', 'compile']
const libraries = ['torchattacks', 'foolbox', 'art']

/**
 * Who is timed at a row, ours first.
 * @param folder the subject's files
 * @param python with the peers' libraries; without it ours is alone
 */
export function entrantsOf(
  folder: string,
  row: RowName,
  threads: number,
  python: string | undefined,
): Entrant[] {
  const given = [folder, row, String(threads)]
  const cusp = join(import.meta.dirname, 'programs', 'cusp.ts')
  const entrants: Entrant[] = [
    { name: ours, command: process.execPath, arguments: [cusp, ...given] },
  ]
  if (python === undefined) return entrants
  const program = join(import.meta.dirname, 'peers', 'program.py')
  const peer = (mode: string): Entrant => ({
    name: mode,
    command: python,
    arguments: [program, ...given, mode],
    // Compiled once in the cache folder, for every row and every call of the benchmark.
    environment: {
      TORCHINDUCTOR_CACHE_DIR: cacheFolder('inductor'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  })
  entrants.push(...torchModes.map(peer))
  if (row === 'pgd-attack')
    entrants.push(...libraries.map((name) => ({ ...peer(name), isLibrary: true as const })))
  return entrants
}
