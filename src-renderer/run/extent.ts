import { extentOfRun, positionsResolved, type ResolvedCurriculum, type RunSpec } from '#contract'

/**
 * The curriculum of a spec on its step axis.
 * @param stepsPerEpoch as the host counted it, where it has
 */
export function curriculumOf(spec: RunSpec, stepsPerEpoch?: number): ResolvedCurriculum {
  const { epochs } = spec
  const extent = extentOfRun(spec)
  if (stepsPerEpoch === undefined) return positionsResolved(spec.curriculum, extent)
  return positionsResolved(spec.curriculum, { steps: stepsPerEpoch * epochs, stepsPerEpoch })
}
