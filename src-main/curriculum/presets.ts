import type { Curriculum } from './curriculum.ts'
import type { Keyframe, LaneName, Position } from './lane.ts'

/** How strong a preset's perturbations are; ε in pixel scale, rotation ± degrees, translation ± px. */
export interface PresetStrength {
  readonly epsilon?: number
  readonly rotation?: number
  readonly translation?: number
  readonly attackSteps?: number
  readonly learningRate?: number
}

const start: Position = { share: 0 }
const hold = (at: Position, value: number): Keyframe => ({ at, value, easing: 'hold' })

type Lanes = Partial<Record<LaneName, Keyframe[]>>
const curriculum = (name: string, lanes: Lanes): Curriculum => ({ name, lanes, stages: [] })

/** One key at the start for each lane that is given. */
function held(strength: PresetStrength): Lanes {
  const given = Object.entries(strength) as [LaneName, number][]
  return Object.fromEntries(given.map(([lane, value]) => [lane, [hold(start, value)]]))
}

/** Plain training: nothing is perturbed. */
export function plain({ learningRate = 0.001 }: PresetStrength = {}): Curriculum {
  return curriculum('plain', held({ learningRate }))
}

/** Full strength from the first step on. */
export function constant(strength: PresetStrength): Curriculum {
  return curriculum('constant', held(strength))
}

/**
 * ε, rotation and translation rise in a straight line from 0 to full strength.
 * @param warmUp share of the run that the rise takes; the rest holds.
 */
export function linear(strength: PresetStrength, warmUp = 0.5): Curriculum {
  const { epsilon, rotation, translation, ...others } = strength
  const rising = Object.entries({ epsilon, rotation, translation }).flatMap(([lane, top]) => {
    if (top === undefined) return []
    const first: Keyframe = { at: start, value: 0, easing: 'linear' }
    return [[lane, [first, hold({ share: warmUp }, top)]] as const]
  })
  return curriculum('linear', { ...held(others), ...Object.fromEntries(rising) })
}
