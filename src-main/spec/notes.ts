import { laneAt, type ResolvedCurriculum } from '#curriculum'
import { ballOf, formatEpsilon } from '#threat'
import { problemsOfRun, resolveRun } from './resolve.ts'
import type { RunSpec } from './run-spec.ts'

/**
 * What runs may do but their author may not have meant, a sentence each; nothing of specs whose parts
 * do not fit each other, which are refused elsewhere.
 */
export function notesOn(specs: readonly RunSpec[]): string[] {
  const fitting = specs.filter((spec) => problemsOfRun(spec).length === 0)
  const notes = new Set(fitting.flatMap((spec) => notesOf(spec, resolveRun(spec).curriculum)))
  const subject = specs.length > 1 ? 'A run' : 'The run'
  return [...notes].map((note) => `${subject} ${note}.`)
}

function notesOf(spec: RunSpec, curriculum: ResolvedCurriculum): string[] {
  const peak = peakOf(curriculum)
  const evaluated = strongestOf(spec)
  const notes: string[] = []
  if (evaluated.epsilon !== undefined && peak.epsilon > evaluated.epsilon) {
    const most = formatEpsilon(evaluated.epsilon)
    notes.push(`trains up to ε = ${formatEpsilon(peak.epsilon)}, but evaluates at most ${most}`)
  }
  if (evaluated.rotation !== undefined && peak.rotation > evaluated.rotation) {
    notes.push(`trains up to ±${peak.rotation}°, but evaluates at most ±${evaluated.rotation}°`)
  }
  if (evaluated.epsilon === undefined && peak.epsilon > 0) {
    notes.push('trains against an adversary, but evaluates none')
  }
  if (evaluated.rotation === undefined && peak.rotation > 0) {
    notes.push('trains under rotation, but evaluates none')
  }
  return notes
}

/** The hardest ε and rotation of a curriculum; both lie at a key or, under a bezier, between two. */
function peakOf(curriculum: ResolvedCurriculum): { epsilon: number; rotation: number } {
  const { steps } = curriculum.extent
  let epsilon = 0
  let rotation = 0
  for (let step = 0; step < steps; step++) {
    epsilon = Math.max(epsilon, laneAt(curriculum, 'epsilon', step))
    rotation = Math.max(rotation, laneAt(curriculum, 'rotation', step))
  }
  return { epsilon, rotation }
}

/** The hardest ε and rotation among headline plans and curves; undefined where there is none. */
function strongestOf(spec: RunSpec): { epsilon?: number; rotation?: number } {
  const { plans, curves } = spec.evaluation
  const radii = plans.flatMap((plan) => {
    const ball = ballOf(plan)
    return ball?.norm === spec.attack.norm ? [ball.epsilon] : []
  })
  const angles = plans.flatMap((plan) => ('rotation' in plan ? [plan.rotation] : []))
  for (const curve of curves) {
    if (curve.over === 'epsilon') radii.push(...curve.values)
    if (curve.over === 'rotation') angles.push(...curve.values)
    if (curve.over === 'budget') angles.push(...curve.values.map((budget) => 180 * budget))
  }
  return {
    ...(radii.length > 0 && { epsilon: Math.max(...radii) }),
    ...(angles.length > 0 && { rotation: Math.max(...angles) }),
  }
}
