import { describeGate, laneKinds, sampleLane, type LaneName, type RunSpec } from '#contract'
import { laneWords } from '../wording/index.ts'
import { axisOf, bandScale, drawLane } from './drawing.ts'
import { resolvedOf } from './edits.ts'
import type { EpsilonUnit } from './epsilon-unit.ts'
import { bottomOf, inOrder, layoutLanes } from './layout.ts'
import { linearScale } from './scale.ts'
import { epochTicks } from './ticks.ts'

/** A timeline on paper: light ground, the hues of the light theme. */
const hues = { adversarial: '#b83c09', spatial: '#0f6cbd', mixing: '#7c3aed', optimiser: '#63676f' }
const ink = '#1d1e20'
const soft = '#5b5d63'
const line = '#dcdcd6'

/** Room for the longest name of a lane beside its ticks, whatever font is there. */
const left = 176
/** Above the lanes: the title, with stages and without. */
const tops = { stages: 64, none: 40 }
const foot = 46

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function text(x: number, y: number, words: string, rest = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${rest}>${escaped(words)}</text>`
}

/** The curriculum of a spec as an SVG of its own: title, stages, lanes with their axes, epochs. */
export function timelinePicture(spec: RunSpec, width: number, unit: EpsilonUnit): string {
  const curriculum = resolvedOf(spec)
  const lanes = inOrder(Object.keys(curriculum.lanes) as LaneName[])
  const bands = layoutLanes(lanes, 0)
  const right = width - 20
  const { steps } = curriculum.extent
  const view = { from: 0, to: steps }
  const time = linearScale(view, { from: left, to: right })
  const bottom = bottomOf(bands)
  const grid = epochTicks(curriculum.extent, view, right - left, 44).map(({ step, epoch }) => {
    const x = time.toPixel(step)
    const rule = `<path d="M${x.toFixed(1)} 0V${bottom}" stroke="${line}"/>`
    return rule + text(x, bottom + 18, String(epoch), `text-anchor="middle" fill="${soft}"`)
  })
  const drawn = bands.map((band) => {
    const keys = curriculum.lanes[band.lane] ?? []
    const axis = axisOf(band.lane, keys, unit)
    const samples = sampleLane(curriculum, band.lane, 0, steps, Math.ceil(right - left))
    const lane = drawLane(band, axis, keys, samples, time, unit)
    const hue = hues[laneKinds[band.lane].kind]
    const scale = bandScale(axis, band)
    return [
      text(14, band.top + 22, laneWords[band.lane].title, `fill="${ink}" font-weight="600"`),
      ...lane.ticks.map((tick) =>
        text(left - 8, tick.y + 4, tick.label, `text-anchor="end" fill="${soft}"`),
      ),
      `<path d="${lane.area}" fill="${hue}" opacity="0.11"/>`,
      `<path d="${lane.line}" fill="none" stroke="${hue}" stroke-width="2"/>`,
      ...keys.map(
        ({ step, value }) =>
          `<circle cx="${time.toPixel(step).toFixed(1)}" cy="${scale.toPixel(value).toFixed(1)}" r="3.5" fill="#fff" stroke="${hue}" stroke-width="1.75"/>`,
      ),
      `<path d="M0 ${band.top + band.height - 0.5}H${width}" stroke="${line}"/>`,
    ].join('')
  })
  const stages = curriculum.stages.map(({ name, from, to, gate }) => {
    const [start, end] = [time.toPixel(from), time.toPixel(to)]
    const words = gate ? `${name} (until ${describeGate(gate)})` : name
    const box = `<rect x="${(start + 1).toFixed(1)}" y="34" width="${Math.max(0, end - start - 2).toFixed(1)}" height="20" rx="4" fill="#ecece7" stroke="${line}"${gate ? ' stroke-dasharray="4 3"' : ''}/>`
    const fits = words.length * 6.2 < end - start - 14
    return box + (fits ? text(start + 9, 48, words, `fill="${ink}"`) : '')
  })
  const top = stages.length > 0 ? tops.stages : tops.none
  const height = top + bottom + foot
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif" font-size="11">`,
    `<title>${escaped(spec.curriculum.name)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(14, 22, spec.curriculum.name, `fill="${ink}" font-size="14" font-weight="650"`),
    ...stages,
    `<g transform="translate(0 ${top})">`,
    ...grid,
    ...drawn,
    text(14, bottom + 18, 'epoch', `fill="${soft}"`),
    '</g></svg>',
  ].join('\n')
}
