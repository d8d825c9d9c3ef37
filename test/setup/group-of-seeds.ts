import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { resolveRun, type RunSpec } from '#spec'
import { openStore, type WritableStore } from '#store'

export interface GroupSpec {
  readonly group: string
  /** Of each; its seed is its place. */
  readonly spec: RunSpec
  readonly runs: number
  readonly pointsPerSeries: number
}

const series = ['loss', 'cleanAccuracy', 'adversarialAccuracy', 'spatialAccuracy']

/** Fills a data folder with runs of one group whose curves reach to the end, drawn from their place. */
export function fillWithGroup(dataDir: string, group: GroupSpec): void {
  mkdirSync(dataDir, { recursive: true })
  const store = openStore({ file: join(dataDir, 'cusp.sqlite'), backups: join(dataDir, 'backups') })
  store.transaction(() => {
    for (let seed = 0; seed < group.runs; seed++) add(store, group, seed)
  })
  store.close()
}

function add(
  store: WritableStore,
  { group, spec, pointsPerSeries }: GroupSpec,
  seed: number,
): void {
  const { extent, curriculum } = resolveRun(spec)
  const run = store.runs.add({
    ...{ id: `g${String(seed).padStart(9, '0')}`, spec: { ...spec, seed } },
    ...{ resolved: JSON.stringify(curriculum), group, study: null, createdAt: 1_000_000 + seed },
    ...{ totalSteps: extent.steps, stepsPerEpoch: extent.stepsPerEpoch },
  })
  for (let k = 1; k <= pointsPerSeries; k++) {
    const step = Math.ceil((extent.steps * k) / pointsPerSeries)
    const noise = ((seed * 31 + k * 17) % 19) / 100
    const rise = 1 - Math.exp((-4 * k) / pointsPerSeries)
    const values = [
      2.3 * (1 - rise) + noise,
      0.9 * rise,
      0.6 * rise + noise / 2,
      0.7 * rise + noise,
    ]
    for (const [at, name] of series.entries())
      store.metrics.add(run.number, {
        ...{ name, step, value: values[at] ?? 0 },
        seq: store.runs.nextSeq(run.number),
      })
  }
  store.runs.move(run, { to: 'cancelled', at: 2_000_000 })
}
