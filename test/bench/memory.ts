import { availableParallelism } from 'node:os'
import { batchSize } from './contender.ts'
import { benchmarkSettings, benchmarkSpec, noise, openEngine, shape } from './subject.ts'

/**
 * `npm run bench:memory [-- STEPS]`: resident memory over a long run of adversarial training steps
 * (std-cnn, PGD-2). Flat means that the last tenth stays within a few MB of the first.
 */
const steps = Number(process.argv[2] ?? 10_000)
const engine = await openEngine(availableParallelism())
const spec = { ...benchmarkSpec, model: { architecture: 'std-cnn' as const } }
const session = await engine.openTraining({ spec, shape, classes: 10 })
const batch = noise(batchSize)
const settings = { ...benchmarkSettings(0.1), attackSteps: 2, rotation: 30 }
const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20)

for (let step = 0; step <= steps; step++) {
  if (step % (steps / 10) === 0) console.log(`step ${step}: ${megabytes()} MB resident`)
  await session.step(batch, settings, ['memory', step])
}
await session.close()
