import type { StepSize } from '#threat'

/** Length of one attack step in pixel scale: absolute, or factor · epsilon / steps. */
export function lengthOf(stepSize: StepSize, epsilon: number, steps: number): number {
  return 'absolute' in stepSize ? stepSize.absolute : (stepSize.relativeToEpsilon * epsilon) / steps
}
