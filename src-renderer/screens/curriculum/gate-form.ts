import type { Gate, ProbeMetric } from '#contract'

/** How a stage ends before its limit, as a form has it. */
export type GateKind = 'none' | 'rising' | 'falling' | 'plateau'

/** What probes measure, in words. */
export const metricWords: Readonly<Record<ProbeMetric, string>> = {
  cleanAccuracy: 'clean accuracy',
  adversarialAccuracy: 'accuracy under attack',
  spatialAccuracy: 'accuracy under rotation',
}

export function gateKindOf(gate: Gate | undefined): GateKind {
  if (!gate) return 'none'
  return 'reaches' in gate ? gate.reaches.direction : 'plateau'
}

/** A gate of a kind, with what the old one has in common with it. */
export function gateOf(kind: GateKind, old: Gate | undefined): Gate | undefined {
  const metric = old?.metric ?? 'cleanAccuracy'
  switch (kind) {
    case 'none':
      return undefined
    case 'plateau':
      return { metric, plateau: { epochs: 3, tolerance: 0.005 } }
    case 'rising':
    case 'falling':
      return {
        metric,
        reaches: {
          value: old && 'reaches' in old ? old.reaches.value : 0.9,
          direction: kind,
        },
      }
  }
}
