import { Bars } from './bars.ts'
import { Lines } from './lines.ts'
import type { Output } from './output.ts'
import type { Progress } from './progress.ts'

const silence: Progress = { show: () => undefined, end: () => undefined }

/** Bars on a terminal, a line now and then elsewhere, nothing with `--json`. */
export function makeProgress(output: Output): Progress {
  if (output.json) return silence
  return output.isLive ? new Bars(process.stderr) : new Lines((text) => output.note(text))
}
