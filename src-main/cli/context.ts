import type { ExitCode } from '#errors'
import { dataFolder } from '#executor'
import { Output } from './print/output.ts'

/** How a command that did not throw ended. */
export type Exit = 0 | ExitCode

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: true
  readonly data?: string
}

/** What every command has at hand. */
export interface Context {
  readonly dataDir: string
  readonly output: Output
}

export function makeContext(options: CommonOptions): Context {
  return { dataDir: dataFolder(options.data), output: new Output(options.json === true) }
}
