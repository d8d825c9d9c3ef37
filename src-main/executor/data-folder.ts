import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What decides where everything is kept, unless `--data` does. */
export interface Machine {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
})

/**
 * The data folder: the one asked for (`--data`), else `CUSP_DATA`, else the platform's folder for
 * application data. Always absolute.
 */
export function dataFolder(asked: string | undefined, machine: Machine = thisMachine()): string {
  const { env, home } = machine
  const named = asked ?? nonEmpty(env['CUSP_DATA'])
  if (named !== undefined) return resolve(named)
  switch (machine.platform) {
    case 'win32':
      return join(nonEmpty(env['APPDATA']) ?? join(home, 'AppData', 'Roaming'), 'Cusp')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Cusp')
    default:
      return join(nonEmpty(env['XDG_DATA_HOME']) ?? join(home, '.local', 'share'), 'cusp')
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
