import { z } from 'zod'
import { norms } from '../norm.ts'
import { checkEpsilon, epsilonSchema } from '../units.ts'
import type { ParameterFreePlan } from './parameter-free.ts'

const autoattackVersions = ['standard', 'plus', 'rand'] as const
export type AutoattackVersion = (typeof autoattackVersions)[number]

/**
 * AutoAttack (Croce & Hein 2020, arXiv 2003.01690) with the parts that fra31/auto-attack gives each
 * version; see `partsOfAutoattack`. It has no setting but the threat model and the version, and
 * climbs the true label: what differs in anything must go by another name.
 */
export const autoattackPlan = z
  .strictObject({
    attack: z.literal('autoattack'),
    norm: z.enum(norms).default('linf'),
    epsilon: epsilonSchema,
    version: z.enum(autoattackVersions).default('standard'),
  })
  .superRefine(checkEpsilon)
  .superRefine(({ norm, version }, context) => {
    if (norm !== 'l1' || version === 'standard') return
    const message = `is "${version}", which AutoAttack does not define in l1; "standard" belongs here`
    context.addIssue({ code: 'custom', path: ['version'], message })
  })
export type AutoattackPlan = z.infer<typeof autoattackPlan>

/** A part without what the threat model says. */
type Part = ParameterFreePlan extends infer P
  ? P extends ParameterFreePlan
    ? Omit<P, 'norm' | 'epsilon'>
    : never
  : never

const climbs = 'label' as const
const spent = { steps: 100, climbs }
const apgdCe = (restarts: number): Part => ({ attack: 'apgd-ce', restarts, ...spent })
const apgdDlr = (restarts: number): Part => ({ attack: 'apgd-dlr', restarts, ...spent })
const apgdT = (targets: number): Part => ({ attack: 'apgd-t', targets, restarts: 1, ...spent })
const fab: Part = { attack: 'fab', restarts: 5, ...spent }
const fabT: Part = { attack: 'fab-t', targets: 9, restarts: 1, ...spent }
const square: Part = { attack: 'square', queries: 5000, restarts: 1, climbs }

/**
 * The parts of each version in their order. `rand` is for randomised defences, whose gradients it
 * averages over 20 evaluations; networks here are deterministic, so that one is that mean.
 * Source: `set_version` of fra31/auto-attack.
 */
const parts: Readonly<Record<AutoattackVersion, readonly Part[]>> = {
  standard: [apgdCe(1), apgdT(9), fabT, square],
  plus: [apgdCe(5), apgdDlr(5), fab, square, apgdT(9), fabT],
  rand: [apgdCe(1), apgdDlr(1)],
}

/** In L1 the standard version restarts more and aims at fewer classes. */
const partsInL1: readonly Part[] = [apgdCe(5), apgdT(5), fabT, square]

/** The plans that AutoAttack runs one after the other, each on the images that still stand. */
export function partsOfAutoattack({ norm, epsilon, version }: AutoattackPlan): ParameterFreePlan[] {
  return (norm === 'l1' ? partsInL1 : parts[version]).map((part) => ({ ...part, norm, epsilon }))
}
