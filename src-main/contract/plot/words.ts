import type { BandKind } from '#comparison'
import type { LaneName } from '#curriculum'
import type { ComparedCurve, ComparedGroup } from '../comparison.ts'
import type { OverlayAxis } from '../overlay.ts'

/** `cleanAccuracy` as "clean accuracy"; a setting by its lane. */
export function metricWords(name: string): string {
  const plain = name.replace(/^setting\./, 'setting: ')
  return plain.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** What metrics are drawn over; times get their unit from how long they are. */
export const overlayWords: Readonly<Record<OverlayAxis, string>> = {
  step: 'training step',
  epoch: 'epochs done',
  active: 'time at work',
  wall: 'time since the start, pauses counted',
  epsilon: 'radius ε trained with',
  rotation: 'rotation trained with (± degrees)',
}

/** What attacks are strengthened by. */
export const strengthWords: Readonly<Record<ComparedCurve['over'], string>> = {
  epsilon: 'perturbation radius ε',
  rotation: 'rotation (± degrees)',
  translation: 'translation (± px)',
  budget: 'spatial budget (share of ± 180° and of the image)',
}

/** Lanes with their units. */
export const laneWords: Readonly<Record<LaneName, string>> = {
  epsilon: 'radius ε',
  rotation: 'rotation (± degrees)',
  attackSteps: 'attack steps',
  translation: 'translation (± px)',
  adversarialShare: 'adversarial share',
  spatialShare: 'spatial share',
  learningRate: 'learning rate',
}

/** A p-value: "0.031", and below a thousandth "4 × 10⁻⁵". */
export function probabilityWords(p: number): string {
  if (p >= 0.001) return p.toFixed(3)
  if (p === 0) return '< 10⁻³⁰⁰'
  const [digits, power] = p.toExponential(0).split('e')
  const raised = String(Math.abs(Number(power)))
  return `${digits} × 10⁻${[...raised].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`
}

/** A difference of two shares: "+.031", "−.200". */
export function signedWords(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3).replace(/^0/, '')}`
}

const kinds: Readonly<Record<BandKind, string>> = {
  sd: '± sd',
  stderr: '± standard error',
  ci: 'with 95 % intervals (t)',
  range: 'and range',
  none: '',
}

/** What a band of one network spans: the images it was measured on stand for all others. */
export const wilsonWords = '95 % over images (Wilson)'

/** What bands span, with n: "mean ± sd over 3 seeds"; of single runs nothing. */
export function bandWords(
  kind: BandKind,
  groups: readonly Pick<ComparedGroup, 'runs' | 'counted' | 'seeds'>[],
): string {
  const counts = [...new Set(groups.map(({ counted }) => counted.length))].sort((a, b) => a - b)
  const most = counts.at(-1) ?? 1
  if (most <= 1) return ''
  const [least] = counts
  const n = least === most ? `${most}` : `${least ?? 1} to ${most}`
  // Groups joined across settings have more runs than seeds.
  const of = groups.every(({ runs, seeds }) => runs.length <= seeds.length) ? 'seeds' : 'runs'
  const lacks = groups.some(({ runs, counted }) => counted.length < runs.length)
  const left = lacks ? ', degenerate runs left out' : ''
  return `mean ${kinds[kind]} over ${n} ${of}${left}`.replace('  ', ' ')
}
