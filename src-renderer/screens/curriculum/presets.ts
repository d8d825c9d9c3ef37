import {
  constant,
  cuspAsReleased,
  cuspCorrected,
  laneNames,
  linear,
  plain,
  problemsOfRun,
  type Curriculum,
  type PresetStrength,
  type RunSpec,
} from '#contract'
import { sayProblem } from '../../state/read-spec.ts'

interface Preset {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly make: (strength: PresetStrength) => Curriculum
}

const presets: readonly Preset[] = [
  {
    id: 'plain',
    label: 'Plain',
    hint: 'Clean examples only',
    make: plain,
  },
  {
    id: 'constant',
    label: 'Constant',
    hint: 'Full strength from the first step on',
    make: constant,
  },
  {
    id: 'linear',
    label: 'Linear warm-up',
    hint: 'ε, rotation and translation rise over the first half',
    make: (strength) => linear(strength),
  },
  {
    id: 'cusp',
    label: 'CuSP (corrected)',
    hint: 'Its stages as shares of this run',
    make: () => cuspCorrected(),
  },
  {
    id: 'cusp-released',
    label: 'CuSP (as released)',
    hint: 'Borders at epochs 75, 90 and 100',
    make: () => cuspAsReleased(),
  },
]

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
  readonly disabled: boolean
  readonly spec: RunSpec
}

/** Every preset at a spec's strength. Keys are inserted, nothing stays linked to the preset. */
export function presetChoices(spec: RunSpec): readonly PresetChoice[] {
  const strength = strengthOf(spec)
  return presets.map(({ id, label, hint, make }) => {
    const made = { ...make(strength), name: spec.curriculum.name }
    const changed = { ...spec, curriculum: made }
    const [problem] = problemsOfRun(changed)
    const reason = problem && sayProblem(problem)
    return { id, label, hint: reason ?? hint, disabled: reason !== undefined, spec: changed }
  })
}
