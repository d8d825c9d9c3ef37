import type { RunSummary } from '#contract'
import { Bars } from './bars.ts'
import { Lines } from './lines.ts'
import type { Output } from './output.ts'

/** Shows how runs get on; told of all of them whenever one changed. */
export interface Progress {
  show(runs: readonly RunSummary[]): void
  /** Leaves the last state standing. */
  end(): void
}

const silence: Progress = { show: () => undefined, end: () => undefined }

/** Bars on a terminal, a line now and then elsewhere, nothing with `--json`. */
export function makeProgress(output: Output): Progress {
  if (output.json) return silence
  return output.isLive ? new Bars(process.stderr) : new Lines((text) => output.note(text))
}
