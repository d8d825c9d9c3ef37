import type { Equivariance } from '#contract'
import { count, formatShare } from './format.ts'
import { strong } from './style.ts'
import { formatTable } from './table.ts'

const groups = { trivial: 'planar', p4: 'P4', p4m: 'P4M' } as const

/** A reading of the equivariance meter: a row a layer, and a row an angle. */
export function formatEquivariance(reading: Equivariance): string {
  const { step, images } = reading
  const heading = `Equivariance at step ${step}, on ${count(images, 'test image')}`
  return [strong(heading), formatLayers(reading), formatAngles(reading)].join('\n\n')
}

function formatLayers({ layers, isImported }: Equivariance): string {
  if (!layers)
    return 'Quarter turns: the images are not square, so no turn maps them to themselves.'
  const table = formatTable(
    [
      ...[{ title: 'layer' }, { title: 'maps' }, { title: 'size', align: 'right' as const }],
      ...['error', 'largest'].map((title) => ({ title, align: 'right' as const })),
    ],
    layers.map(({ name, group, height, width, channels, error, largest }) => [
      ...[name, groups[group], `${height} × ${width} × ${channels}`],
      ...[error.toExponential(1), largest.toExponential(1)],
    ]),
  )
  const notes = [
    'Largest of the three quarter turns, relative: 0 is exact, 1e-6 is rounding.',
    ...(isImported ? ['Of an imported model only the logits are known.'] : []),
  ]
  return `${strong('quarter turns, layer by layer')}\n${table}\n${notes.join(' ')}`
}

function formatAngles({ angles }: Equivariance): string {
  const table = formatTable(
    [
      ...[{ title: 'angle', align: 'right' as const }],
      ...['logit change', 'invariance'].map((title) => ({ title, align: 'right' as const })),
    ],
    angles.map(({ angle, change, invariance }) => [
      ...[`${angle}°`, change < 1e-3 ? change.toExponential(1) : change.toFixed(3)],
      formatShare(invariance),
    ]),
  )
  return `${strong('logits over a full turn')}, change relative to the unturned\n${table}`
}
