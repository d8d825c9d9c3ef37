import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDataset, splitDataset } from '#dataset'
import { createEngine, createOnnxCompiler } from '#engine'
import type { RunSpec } from '#spec'
import { train, type RunEvent } from '#trainer'
import { collapseRuns } from './collapse-runs.ts'

/**
 * `node test/main/trainer/record-collapses.ts [NAME …]` trains the runs of `collapse-runs.ts` and keeps
 * of each epoch what the alarms look at, as test/cases/collapse-NAME.json: rows of
 * [step, ε, PGD accuracy, accuracy as trained]. What rings meanwhile is printed.
 */
const root = join(import.meta.dirname, '../../..')
const resources = join(root, 'resources')
const asked = process.argv.slice(2)

for (const [name, spec] of Object.entries(collapseRuns)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const recorded = await record(spec)
  const rows = recorded.map((row) => `  [${row.join(', ')}]`).join(',\n')
  const file = join(root, 'test/cases', `collapse-${name}.json`)
  writeFileSync(file, `[\n${rows}\n]\n`)
}

async function record(spec: RunSpec) {
  const dataset = await loadDataset(spec.dataset.source, { resources, datasets: resources })
  const split = splitDataset(dataset, spec.dataset)
  const description = { name: 'onnx', provider: 'cpu', threads: 2, versions: {} } as const
  const engine = createEngine(await createOnnxCompiler({ threads: 2 }), description)
  const saveCheckpoint = () => Promise.resolve({ folder: '', hash: '', bytes: 0 })
  const run = train({ spec, dataset, split, engine, saveCheckpoint, stop: () => 'run' })
  const rows: number[][] = []
  const alarms: [number, string][] = []
  let seen = { images: 0, correct: 0, epsilon: 0 }
  const take = (event: RunEvent): void => {
    if (event.kind === 'alarmRaised') alarms.push([event.step, event.alarm])
    if (event.kind === 'stepsFinished') {
      const { images, metrics, settings } = event
      const correct = seen.correct + (metrics.trainAccuracy ?? 0) * images
      seen = { images: seen.images + images, correct, epsilon: settings.epsilon }
    }
    if (event.kind !== 'epochFinished') return
    const pgd = event.metrics.adversarialAccuracy ?? 0
    rows.push([event.step, seen.epsilon, pgd, short(seen.correct / seen.images)])
    seen = { images: 0, correct: 0, epsilon: 0 }
    process.stdout.write(`${spec.name} ${JSON.stringify(rows.at(-1))} ${JSON.stringify(alarms)}\n`)
  }
  for (let next = await run.next(); next.done !== true; next = await run.next()) take(next.value)
  return rows
}

function short(share: number): number {
  return Number(share.toFixed(4))
}
