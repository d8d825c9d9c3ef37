import type { PlanScore } from './run.ts'

interface CorruptionRow {
  readonly corruption: string
  /** At each of the severities; null where it was not evaluated. */
  readonly accuracies: readonly (number | null)[]
  /** Over those that were. */
  readonly mean: number
}

/** Corruption plans laid out as corruption × severity, for tables of a screen and of a terminal. */
export function corruptionTable(plans: readonly PlanScore[]): {
  readonly severities: readonly number[]
  readonly rows: readonly CorruptionRow[]
} {
  const found = plans.flatMap(({ plan, accuracy }) =>
    plan.attack === 'corruption' ? [{ ...plan, accuracy }] : [],
  )
  const severities = [...new Set<number>(found.map(({ severity }) => severity))].sort()
  const names = [...new Set(found.map(({ corruption }) => corruption))]
  const rows = names.map((corruption) => {
    const of = found.filter((one) => one.corruption === corruption)
    const accuracies = severities.map(
      (severity) => of.find((one) => one.severity === severity)?.accuracy ?? null,
    )
    const mean = of.reduce((sum, { accuracy }) => sum + accuracy, 0) / of.length
    return { corruption, accuracies, mean }
  })
  return { severities, rows }
}
