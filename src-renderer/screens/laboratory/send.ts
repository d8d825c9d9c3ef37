import { laneNames, type AttackPlan, type LaneName, type Protocol, type RunSpec } from '#contract'
import { addKeyAt, extentOfSpec, type NamedEdit } from '../../timeline/edits.ts'
import { laneWords } from '../../wording/index.ts'
import { attackKinds, planOf, type AttackField } from './attacks.ts'
import type { Setting } from './setting.ts'

/** The lanes that a setting of the laboratory speaks of, with their values. */
export type LaneValues = Readonly<Partial<Record<LaneName, number>>>

/** Half-ranges that reach the transform that is loaded, or those of the attack. */
function rangesOf({ angle, dx, dy, form }: Setting): { rotation: number; translation: number } {
  const fields: readonly AttackField[] = attackKinds[form.attack].fields
  const own = (field: AttackField): number => (fields.includes(field) ? form[field] : 0)
  return {
    rotation: Math.max(Math.abs(angle), own('rotation')),
    translation: Math.max(Math.abs(dx), Math.abs(dy), own('translation')),
  }
}

export function lanesOf(setting: Setting): LaneValues {
  const { form } = setting
  const fields: readonly AttackField[] = attackKinds[form.attack].fields
  const { rotation, translation } = rangesOf(setting)
  const isInBall = fields.includes('epsilon')
  return {
    ...(isInBall && { epsilon: form.epsilon }),
    ...(isInBall && fields.includes('steps') && { attackSteps: form.steps }),
    ...(form.attack === 'fgsm' && { attackSteps: 1 }),
    ...(rotation > 0 && { rotation }),
    ...(translation > 0 && { translation }),
  }
}

/**
 * Why a setting cannot be a key of this curriculum; null where it can.
 * @param locked lanes of the curriculum that nothing is to change.
 */
export function keyProblem(
  { form }: Setting,
  lanes: LaneValues,
  spec: RunSpec,
  locked: readonly LaneName[] = [],
): string | null {
  const names = Object.keys(lanes) as LaneName[]
  if (names.length === 0) return 'Nothing is perturbed: there is no value to send.'
  const held = names.find((lane) => locked.includes(lane))
  if (held)
    return `The lane ${laneWords[held].title} of this curriculum is locked: unlock it first.`
  if (lanes.epsilon === undefined || spec.attack.norm === form.norm) return null
  const words = { linf: 'L∞', l2: 'L2', l1: 'L1' } as const
  return (
    `This curriculum attacks in ${words[spec.attack.norm]}, and the radius here is of ` +
    `${words[form.norm]}: choose the same norm first.`
  )
}

/** A key on each of the lanes at the start of an epoch, as one step; a key that is there is replaced. */
export function withKeys(spec: RunSpec, lanes: LaneValues, epoch: number): NamedEdit {
  const extent = extentOfSpec(spec)
  const step = Math.min(extent.steps, Math.max(0, Math.round((epoch - 1) * extent.stepsPerEpoch)))
  const start: NamedEdit = { label: sentLabel, spec, keys: [] }
  return laneNames.reduce((sent, lane) => {
    const value = lanes[lane]
    if (value === undefined) return sent
    const added = addKeyAt(sent.spec, lane, step, value)
    return { ...sent, spec: added.spec, keys: [...sent.keys, ...added.keys] }
  }, start)
}

/** What undo calls a setting that was sent. */
export const sentLabel = 'Send from the laboratory'

/** The attacks that a protocol would run to see what is seen here: the transform and the attack, each by itself. */
export function plansOf(setting: Setting): AttackPlan[] {
  const plan = planOf(setting.form)
  const { angle, dx, dy } = setting
  const isMoved = angle !== 0 || dx !== 0 || dy !== 0
  return [
    ...(plan.attack === 'clean' ? [] : [plan]),
    ...(isMoved ? [{ attack: 'spatial-fixed' as const, angle, dx, dy }] : []),
  ]
}

/**
 * A protocol with these attacks besides its own; those it has are not doubled.
 * @param seed of the draws from now on: with another, the same attack finds other images.
 */
export function withPlans(
  protocol: Protocol,
  plans: readonly AttackPlan[],
  seed: number,
): Protocol {
  const known = new Set(protocol.plans.map((plan) => sorted(plan)))
  return {
    ...protocol,
    seed,
    plans: [...protocol.plans, ...plans.filter((plan) => !known.has(sorted(plan)))],
  }
}

function sorted(plan: AttackPlan): string {
  return JSON.stringify(Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1)))
}
