import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/** A process of ours, by the name of its entry. */
export type Program = 'host' | 'worker' | 'heartbeat'

const sources: Record<Program, string> = {
  host: 'src-main/host/main.ts',
  worker: 'src-main/host/worker/main.ts',
  heartbeat: 'src-main/host/worker/heartbeat.ts',
}

/** The project's own folder: the nearest one above `file` that holds a package.json. */
export function projectRoot(file: string = import.meta.filename): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`No package.json above ${file}.`)
  }
}

/** The file to run for a program: its source when we run from source, else its built entry. */
export function programFile(program: Program, file: string = import.meta.filename): string {
  const built = join('out', 'main', `${program}.js`)
  return join(projectRoot(file), extname(file) === '.ts' ? sources[program] : built)
}
