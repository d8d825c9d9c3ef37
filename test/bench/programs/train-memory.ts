import { noise } from '../draws.ts'
import { openEngine } from '../engine.ts'
import { peakMemory } from '../../../src-main/host/worker/peak-memory.ts'
import { epsilon } from '../rows.ts'
import { classes, specOf, subjects } from '../subjects.ts'

/**
 * The most memory that adversarial training takes: `node train-memory.ts SUBJECT BATCH THREADS` does
 * two steps and a snapshot, and prints bytes.
 */
const [name, size, threads] = process.argv.slice(2)
const subject = subjects.find((each) => each.name === name)
if (!subject) throw new Error(`no subject is called "${name}"`)
const { shape } = subject
const spec = specOf({ ...subject, batchSize: Number(size) })
const engine = await openEngine(Number(threads))
const session = await engine.openTraining({ spec, shape, classes })
const batch = noise(shape, spec.batchSize)
const settings = {
  epsilon,
  attackSteps: 1,
  rotation: 0,
  translation: 0,
  adversarialShare: 1,
  spatialShare: 1,
  learningRate: 1e-6,
}
for (let step = 0; step < 2; step++) await session.step(batch, settings, ['memory', step])
await session.snapshot()
console.log(peakMemory())
process.exit(0)
