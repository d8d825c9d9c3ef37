import type { Problem } from '#errors'
import type { ProbeMetric } from '#curriculum'
import type { RunSpec } from './run-spec.ts'

/** Gates that could never open, as the run's probes do not measure what they wait for. */
export function gateProblems({ curriculum, probe }: RunSpec): Problem[] {
  const lacking: Readonly<Record<ProbeMetric, string | undefined>> = {
    cleanAccuracy: undefined,
    adversarialAccuracy: probe.epsilon > 0 ? undefined : 'probe.epsilon is 0; give it a radius',
    spatialAccuracy:
      probe.rotation > 0 || probe.translation > 0
        ? undefined
        : 'probe.rotation and probe.translation are 0; give one a range',
  }
  return curriculum.stages.flatMap(({ gate }, index) => {
    const missing = gate && lacking[gate.metric]
    if (missing === undefined) return []
    const message = `waits for ${gate?.metric}, which no probe measures: ${missing}`
    return [{ place: `curriculum.stages[${index}].gate.metric`, message, value: gate?.metric }]
  })
}
