import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { resolveRun, runSpecSchema, type RunSpec } from '#spec'
import { openStore, type WritableStore } from '#store'

const base = runSpecSchema.parse({
  version: 1,
  dataset: { source: { kind: 'digits' }, train: 1_000, test: 200 },
  model: { architecture: 'std-cnn' },
  epochs: 4,
  batchSize: 50,
  probe: { count: 100 },
  curriculum: {
    name: 'ramp',
    lanes: {
      epsilon: [{ at: { step: 0 }, value: 0.1 }],
      rotation: [
        { at: { step: 0 }, value: 0 },
        { at: { share: 0.6 }, value: 30 },
      ],
    },
  },
  evaluation: { version: 1, name: 'small', subset: { count: 100 }, plans: [{ attack: 'clean' }] },
})
const names = ['gentler start', 'both from the start', 'attack only', 'rotation only', 'plain']
const start = Date.parse('2026-11-01T00:00:00Z')

/**
 * Fills a data folder with finished runs: five seeds of each configuration, all numbers drawn from
 * their place, so that one count gives one folder.
 * @param pointsPerSeries of each of five series of a run.
 */
export function fillWithRuns(dataDir: string, runs: number, pointsPerSeries: number): void {
  mkdirSync(dataDir, { recursive: true })
  const store = openStore({ file: join(dataDir, 'cusp.sqlite'), backups: join(dataDir, 'backups') })
  for (let first = 0; first < runs; first += 1_000) {
    store.transaction(() => {
      for (let i = first; i < Math.min(runs, first + 1_000); i++) add(store, i, pointsPerSeries)
    })
  }
  store.close()
}

function add(store: WritableStore, i: number, points: number): void {
  const config = Math.floor(i / 5)
  const spec = specOf(i, config)
  const { extent, curriculum } = resolveRun(spec)
  const run = store.runs.add({
    ...{ id: `m${String(i).padStart(9, '0')}`, spec, resolved: JSON.stringify(curriculum) },
    ...{ group: null, study: null, totalSteps: extent.steps, stepsPerEpoch: extent.stepsPerEpoch },
    createdAt: start + i * 60_000,
  })
  const { number } = run
  const quality = ((config * 37) % 100) / 100
  for (let k = 1; k <= points; k++) {
    const step = Math.ceil((extent.steps * k) / points)
    const loss = 2.3 * Math.exp((-3 * k) / points) + ((i * 31 + k * 17) % 19) / 100
    const rises = 1 - Math.exp((-2 * k) / points)
    const all = [loss, rises, 0.9 * rises, 0.6 * rises, 0.7 * rises]
    series.forEach((name, at) => store.metrics.add(number, { name, step, value: all[at], seq: k }))
  }
  const noise = ((i * 13) % 11) / 500
  const scores = { clean: 0.7 + 0.25 * quality + noise, adversarial: 0.7 - 0.5 * quality + noise }
  const measures = { ...scores, spatial: 0.4 + ((i * 29) % 40) / 100 }
  for (const [name, value] of Object.entries({ ...measures, 'adversarial@0.0314': 0.5 })) {
    store.measures.add(number, name, extent.steps, value)
  }
  const invariance = { adversarialInvariance: 0.5, spatialInvariance: 0.5, degenerate: false }
  store.runs.setScores(number, JSON.stringify({ count: 100, ...measures, ...invariance }))
  store.measures.markMeasured(number)
  if (i % 17 === 0) store.labels.add(number, 'tag', 'ablation')
  finish(store, run.id, extent.steps)
}

const series = ['loss', 'trainAccuracy', 'cleanAccuracy', 'adversarialAccuracy', 'spatialAccuracy']

function specOf(i: number, config: number): RunSpec {
  const name = names[config % names.length]
  const curriculum = { ...base.curriculum, name }
  return { ...base, name, curriculum, seed: i % 5, checkpointEverySteps: 10 + config }
}

function finish({ runs }: WritableStore, id: string, steps: number): void {
  const queued = runs.get(id)
  if (queued) runs.move(queued, { to: 'running', at: start, boot: 'none' })
  const running = runs.get(id)
  if (!running) return
  const done = { step: steps, activity: null, plansDone: 1, plansTotal: 1 }
  runs.progress(running.number, running.leaseEpoch, {
    ...{ ...done, activeMs: 60_000, imagesPerSecond: 900 },
  })
  runs.move(running, { to: 'finished', at: start + 60_000, fault: null })
}
