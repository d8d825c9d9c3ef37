import { availableParallelism, cpus, totalmem } from 'node:os'
import type { CostReport } from '#contract'
import { CuspError } from '#errors'
import { canonicalJson, isImported, memoryLine, type Rates, type RunSpec } from '#spec'
import { readCost, writeCost } from '../cost-file.ts'
import { placesOf, type Desk } from '../desk.ts'
import { engineCatalogue, machineOf, triedByAuto } from '../engine/catalogue.ts'
import { askedEngine } from '../engine/preferred.ts'
import { parcelsOf } from '../parcels.ts'
import { version } from '../version.ts'

/** What was measured of such a spec before; null when nothing was. */
export async function knownCost(desk: Desk, spec: RunSpec): Promise<CostReport | null> {
  return readCost(desk.folder.cache, keyOf(desk, spec))
}

/**
 * Measures the parts of a spec's steps and of its evaluation, and the memory of two sizes of batch,
 * each in a process of its own. What was measured before of situations that its curriculum no longer
 * reaches is kept.
 * @throws CuspError `spec.invalid` for an imported model, which is not trained; what loading the
 *   dataset and building the model throw.
 */
export async function measureCost(desk: Desk, spec: RunSpec): Promise<CostReport> {
  if (isImported(spec.model))
    throw new CuspError(
      'spec.invalid',
      'model is imported, and nothing trains it: choose another.',
      {
        place: 'model',
      },
    )
  const { folder, clock, store } = desk
  const errand = {
    kind: 'measureCost',
    models: folder.models,
    places: placesOf(desk),
    engines: folder.engines,
    scratch: parcelsOf(folder.root),
    choices: await desk.prober.choicesFor(askedEngine(spec, store)),
  } as const
  const wasBusy = store.runs.counts().running > 0
  const full = await desk.runErrand({ ...errand, spec, asks: 'everything' })
  const other = otherSize(spec.batchSize)
  const smaller = { ...spec, batchSize: other }
  const { trainingBytes } = await desk.runErrand({ ...errand, spec: smaller, asks: 'memory' })
  const sizes = [
    { batchSize: other, bytes: trainingBytes },
    { batchSize: spec.batchSize, bytes: full.trainingBytes },
  ].sort((a, b) => a.batchSize - b.batchSize)
  const key = keyOf(desk, spec)
  const before = await readCost(folder.cache, key)
  const report: CostReport = {
    rates: joined(full.rates, before?.rates),
    memory: memoryLine(sizes[0], sizes[1]),
    evaluationBytes: full.peakBytes,
    memoryBytes: totalmem(),
    threads: full.threads,
    measuredAt: clock.now(),
    wasBusy,
  }
  await writeCost(folder.cache, key, report)
  return report
}

/** A second size to draw the line through; for a batch of few images a larger one. */
function otherSize(batchSize: number): number {
  return batchSize >= 16 ? Math.floor(batchSize / 4) : batchSize * 4
}

function joined(now: Rates, before: Rates | undefined): Rates {
  return {
    ...now,
    still: now.still ?? before?.still ?? null,
    moved: now.moved ?? before?.moved ?? null,
  }
}

/** Everything that rates depend on; the curriculum is not among it. */
function keyOf({ folder, store }: Desk, spec: RunSpec): string {
  const { model, loss, optimiser, attack, order, spatial, augmentation, batchSize } = spec
  const { weightPerturbation, averaging, dataset } = spec
  const machine = machineOf(folder)
  const asked = askedEngine(spec, store)
  const engines = asked === 'auto' ? triedByAuto(machine) : [asked]
  return canonicalJson({
    ...{ model, loss, optimiser, attack, order, spatial, augmentation, batchSize },
    ...{ weightPerturbation, averaging, dataset: dataset.source },
    engines: engines.map((engine) => [engine, engineCatalogue[engine].version(machine)]),
    versions: { cusp: version, node: process.versions.node },
    machine: { cpu: cpus()[0]?.model, threads: availableParallelism() },
  })
}
