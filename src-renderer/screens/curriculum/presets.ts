import { laneNames, presets, problemsOfRun, type PresetStrength, type RunSpec } from '#contract'
import { sayProblem } from '../../state/read-spec.ts'

/** What to say where a curriculum has no lane to take a strength from: moderate, for digits. */
const otherwise = { epsilon: 0.2, rotation: 30, attackSteps: 10 } as const

/** The highest value of each lane of a spec: presets keep the strength they replace. */
export function strengthOf(spec: RunSpec): PresetStrength {
  const peaks = laneNames.flatMap((lane) => {
    const values = spec.curriculum.lanes[lane]?.map(({ value }) => value) ?? []
    const peak = Math.max(0, ...values)
    return peak > 0 ? [[lane, peak] as const] : []
  })
  const {
    epsilon = otherwise.epsilon,
    rotation = otherwise.rotation,
    attackSteps = otherwise.attackSteps,
    translation,
    learningRate = 0.001,
  } = Object.fromEntries(peaks) as PresetStrength
  return { epsilon, rotation, attackSteps, learningRate, ...(translation && { translation }) }
}

/** `spec` with a preset's keys, and the reason where the preset does not fit the run. */
export interface PresetChoice {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** What it is faithful to and where it differs. */
  readonly title: string
  readonly disabled: boolean
  readonly spec: RunSpec
}

/** Every preset at a spec's strength. Keys are inserted, nothing stays linked to the preset. */
export function presetChoices(spec: RunSpec): readonly PresetChoice[] {
  const strength = strengthOf(spec)
  return presets.map(({ id, label, hint, faithfulTo, differs, make }) => {
    const parts = make(spec, strength)
    const curriculum = { ...(parts.curriculum ?? spec.curriculum), name: spec.curriculum.name }
    const changed = { ...spec, ...parts, curriculum }
    const [problem] = problemsOfRun(changed)
    const reason = problem && sayProblem(problem)
    const title = [`Follows ${faithfulTo}.`, ...differs].join(' ')
    return { id, label, hint: reason ?? hint, title, disabled: reason !== undefined, spec: changed }
  })
}
