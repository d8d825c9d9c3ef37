import { availableParallelism } from 'node:os'
import { noise } from './draws.ts'
import { openEngine } from './engine.ts'
import { classes, specOf } from './subjects.ts'

/**
 * `npm run bench:memory [-- STEPS]`: resident memory over a long run of adversarial training steps
 * (std-cnn, PGD-2). Flat means that the last tenth stays within a few MB of the first.
 */
const steps = Number(process.argv[2] ?? 10_000)
const engine = await openEngine(availableParallelism())
const shape = { height: 28, width: 28, channels: 1 }
const spec = specOf({ architecture: 'std-cnn', batchSize: 64 })
const session = await engine.openTraining({ spec, shape, classes })
const batch = noise(shape, spec.batchSize)
const settings = {
  epsilon: 0.1,
  attackSteps: 2,
  rotation: 30,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-3,
}
const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20)

for (let step = 0; step <= steps; step++) {
  if (step % (steps / 10) === 0) console.log(`step ${step}: ${megabytes()} MB resident`)
  await session.step(batch, settings, ['memory', step])
}
await session.close()
