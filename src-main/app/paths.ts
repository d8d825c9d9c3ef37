import { join } from 'node:path'
import { dataFolder, projectRoot } from '#executor'

export interface Folders {
  /** Where everything is kept. */
  readonly data: string
  /** Chromium's own files, kept inside the data folder: the product writes nowhere else. */
  readonly profile: string
  /** The built screens. */
  readonly screens: string
  readonly preload: string
}

/** Where things are, by the command line (`--data DIR`) and the environment. */
export function folders(argv: readonly string[] = process.argv): Folders {
  const data = dataFolder(option(argv, '--data'))
  const out = join(projectRoot(), 'out')
  return {
    data,
    profile: join(data, 'cache', 'window'),
    screens: join(out, 'renderer'),
    preload: join(out, 'preload', 'index.cjs'),
  }
}

/** The value of `--name VALUE` or `--name=VALUE`. */
export function option(argv: readonly string[], name: string): string | undefined {
  const joined = argv.find((word) => word.startsWith(`${name}=`))
  if (joined !== undefined) return joined.slice(name.length + 1)
  const at = argv.indexOf(name)
  return at === -1 ? undefined : argv[at + 1]
}
