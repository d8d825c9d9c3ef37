import type { ResolvedCurriculum } from '#curriculum'
import { attackPlanSchema, ballOf, formatEpsilon, formatRotation } from '#threat'
import type { RunSpec } from '../run-spec.ts'
import { peakOf, withKeys, type Advice, type Fix } from './advice.ts'

type Swept = 'epsilon' | 'rotation'

const words: Readonly<Record<Swept, { format: (value: number) => string; against: string }>> = {
  epsilon: { format: (value) => `ε = ${formatEpsilon(value)}`, against: 'against an adversary' },
  rotation: { format: formatRotation, against: 'under rotation' },
}

/** How hard training gets against how hard the evaluation looks. */
export function adviseOnEvaluation(spec: RunSpec, curriculum: ResolvedCurriculum): Advice[] {
  const swept: readonly Swept[] = ['epsilon', 'rotation']
  return swept.flatMap((lane): Advice[] => {
    const peak = peakOf(curriculum, lane)
    const most = strongest(spec, lane)
    const { format, against } = words[lane]
    const at = { lane }
    if (peak === 0) return []
    if (most === undefined) {
      return [
        {
          ...({ kind: 'notEvaluated', tone: 'note', at } as const),
          text: `It trains ${against}, but evaluates none.`,
          fixes: [evaluateAt(lane, peak, `Evaluate at ${format(peak)}`)],
        },
      ]
    }
    if (peak > most) {
      return [
        {
          ...({ kind: 'beyondEvaluation', tone: 'note', at } as const),
          text: `It trains up to ${format(peak)}, but evaluates at most ${format(most)}.`,
          fixes: [
            evaluateAt(lane, peak, `Evaluate up to ${format(peak)}`),
            trainUpTo(lane, most, `Train up to ${format(most)}`),
          ],
        },
      ]
    }
    const next = lane === 'epsilon' ? peak * 1.5 : 180
    if (peak < most || next <= most) return []
    return [
      {
        ...({ kind: 'nothingBeyond', tone: 'note', at } as const),
        text: `It evaluates up to ${format(most)}, as it trains: a value beyond shows where it breaks.`,
        fixes: [evaluateAt(lane, next, `Add ${format(next)}`)],
      },
    ]
  })
}

/** The hardest ε or rotation among headline plans and curves; undefined where there is none. */
function strongest({ evaluation, attack }: RunSpec, lane: Swept): number | undefined {
  const { plans, curves } = evaluation
  const ofPlans = plans.flatMap((plan) => {
    if (lane === 'rotation') return 'rotation' in plan ? [plan.rotation] : []
    const ball = ballOf(plan)
    return ball?.norm === attack.norm ? [ball.epsilon] : []
  })
  const ofCurves = curves.flatMap((curve) => {
    if (curve.over === lane) return curve.values
    return curve.over === 'budget' && lane === 'rotation' ? curve.values.map((b) => 180 * b) : []
  })
  const all = [...ofPlans, ...ofCurves]
  return all.length > 0 ? Math.max(...all) : undefined
}

/** Another point on the curve over a lane; without a curve, another plan of the headline. */
function evaluateAt(lane: Swept, value: number, title: string): Fix {
  const rounded = Number(value.toPrecision(6))
  const exact = Math.abs(rounded - value) < 1e-12 ? rounded : value
  return {
    title,
    make: (spec) => {
      const { evaluation } = spec
      const at = evaluation.curves.findIndex((curve) => curve.over === lane)
      if (at < 0) return { ...spec, evaluation: withPlan(spec, lane, exact) }
      const curves = evaluation.curves.map((curve, i) =>
        i === at ? { ...curve, values: [...curve.values, exact].sort((a, b) => a - b) } : curve,
      )
      return { ...spec, evaluation: { ...evaluation, curves } }
    },
  }
}

function withPlan({ evaluation, attack }: RunSpec, lane: Swept, value: number) {
  const like = evaluation.plans.findLast((plan) =>
    lane === 'rotation' ? 'rotation' in plan : ballOf(plan)?.norm === attack.norm,
  )
  const fresh =
    lane === 'rotation'
      ? { attack: 'spatial-random', rotation: value, translation: 0 }
      : { attack: 'pgd', norm: attack.norm, epsilon: value, steps: 20 }
  const plan = attackPlanSchema.parse(like ? { ...like, [lane]: value } : fresh)
  return { ...evaluation, plans: [...evaluation.plans, plan] }
}

function trainUpTo(lane: Swept, most: number, title: string): Fix {
  return {
    title,
    make: (spec) =>
      withKeys(spec, lane, (keys) =>
        keys.map((key) => ({ ...key, value: Math.min(key.value, most) })),
      ),
  }
}
