import { z } from 'zod'
import type { Norm } from './norm.ts'

/**
 * The largest radius that still means something: in L∞ the whole pixel scale, in L2 the diagonal of
 * a 32 × 32 colour image (√3072 = 55.4), in L1 every value of it turned from 0 to 1.
 */
export const largestEpsilon: Readonly<Record<Norm, number>> = { linf: 1, l2: 55.5, l1: 3072 }

const shortly = (value: number): string => String(Number(value.toPrecision(3)))

/** What is wrong with a length in pixel scale, with the value on the 0–255 scale it may have meant. */
function pixelScaleProblem(name: string, value: number, largest: number): string | undefined {
  if (value < 0) return `${name} is ${value}; at least 0 belongs here`
  if (value <= largest) return undefined
  const scale = `${name} is ${value}: perturbations are measured in pixel scale [0, 1]`
  if (value / 255 > largest) return `${scale}; at most ${largest} belongs here`
  return `${scale}; did you mean ${value}/255 = ${shortly(value / 255)}?`
}

/** Why an epsilon cannot be meant, as a sentence; undefined where it can. */
export function epsilonProblem(value: number, norm: Norm): string | undefined {
  return pixelScaleProblem('epsilon', value, largestEpsilon[norm])
}

/** Why a rotation (± degrees) cannot be meant; undefined where it can. */
export function rotationProblem(value: number): string | undefined {
  const range = 'a rotation is a half-range of ± degrees'
  if (value < 0) return `rotation is ${value}: ${range}; did you mean ${-value}?`
  if (value > 180) return `rotation is ${value}: ${range}; at most 180 belongs here`
  return undefined
}

/** Why a translation (± px) cannot be meant; undefined where it can. */
export function translationProblem(value: number): string | undefined {
  if (value >= 0) return undefined
  return `translation is ${value}: a translation is a half-range of ± px; did you mean ${-value}?`
}

const checked = (problemOf: (value: number) => string | undefined) => ({
  error: (issue: { input?: unknown }) =>
    typeof issue.input === 'number' ? problemOf(issue.input) : undefined,
})

/** Radius of a ball; whoever knows the norm adds `epsilonProblem`. */
export const epsilonSchema = z.number().min(0)
/** ± degrees. */
export const rotationSchema = z
  .number()
  .min(0, checked(rotationProblem))
  .max(180, checked(rotationProblem))
/** ± px. */
export const translationSchema = z.number().min(0, checked(translationProblem))

/** Length of one attack step: absolute in pixel scale, or a factor f of epsilon / steps (f · ε / steps). */
export const stepSizeSchema = z.union([
  z.strictObject({ absolute: z.number().positive() }),
  z.strictObject({ relativeToEpsilon: z.number().positive() }),
])
export type StepSize = z.infer<typeof stepSizeSchema>

/** Refinement of anything with an epsilon and a norm: the radius is meant in pixel scale. */
export function checkEpsilon(
  plan: { readonly epsilon?: number; readonly norm: Norm },
  context: z.core.$RefinementCtx,
): void {
  if (plan.epsilon === undefined) return
  const problem = epsilonProblem(plan.epsilon, plan.norm)
  if (problem === undefined) return
  context.addIssue({ code: 'custom', path: ['epsilon'], message: problem })
}

/** Refinement of anything with a step size and a norm, likewise. */
export function checkStepSize(
  attack: { readonly stepSize?: StepSize; readonly norm: Norm },
  context: z.core.$RefinementCtx,
): void {
  if (!attack.stepSize || !('absolute' in attack.stepSize)) return
  const { absolute } = attack.stepSize
  const message = pixelScaleProblem('absolute step size', absolute, largestEpsilon[attack.norm])
  if (message === undefined) return
  context.addIssue({ code: 'custom', path: ['stepSize', 'absolute'], message })
}
