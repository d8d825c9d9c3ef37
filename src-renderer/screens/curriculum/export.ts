import type { RunSpec } from '#contract'
import { download, fileName } from '../../exchange/index.ts'
import type { EpsilonUnit } from '../../timeline/epsilon-unit.ts'
import { timelinePicture } from '../../timeline/picture.ts'
import { formatJson } from './json/format-json.ts'
import { rasterise } from './rasterise.ts'

export type ExportKind = 'json' | 'svg' | 'png'

/** Units across a picture of the timeline, and pixels to one of them in a PNG. */
const width = 960
const density = 2

/** Hands a curriculum to the person as a file: its spec, or a picture of its timeline. */
export async function exportAs(kind: ExportKind, spec: RunSpec, unit: EpsilonUnit): Promise<void> {
  const name = fileName(spec.curriculum.name, kind)
  if (kind === 'json') return download(name, `${formatJson(spec)}\n`, 'application/json')
  const svg = timelinePicture(spec, width, unit)
  if (kind === 'svg') return download(name, svg, 'image/svg+xml')
  download(name, await rasterise(svg, density), 'image/png')
}
