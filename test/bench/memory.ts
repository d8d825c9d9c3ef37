import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { largestBatch, memoryLine, trainingBytes } from '#spec'
import { noise } from './draws.ts'
import { openEngine } from './engine.ts'
import { classes, specOf, subjects, type BenchSubject } from './subjects.ts'

/**
 * `npm run bench:memory [-- --steps N] [-- --only NAME]`: first what the memory model says of batches
 * that were not measured, against processes of that batch; then resident memory over a long run.
 */
const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '10000' },
    only: {
      type: 'string',
      multiple: true,
      default: ['long-run', ...subjects.map(({ name }) => name)],
    },
  },
})
const threads = availableParallelism()
const chosen = subjects.filter(({ name }) => options.only.includes(name))
if (chosen.length > 0) await printModel(chosen)
if (options.only.includes('long-run')) await printLongRun(Number(options.steps))

/** The line is drawn through a quarter of the batch and the batch; it is held to larger ones. */
async function printModel(all: readonly BenchSubject[]): Promise<void> {
  console.log(
    '| network | batch | foretold MB | resident MB | off |\n| --- | ---: | ---: | ---: | ---: |',
  )
  for (const subject of all) {
    const sizes = [subject.batchSize / 4, subject.batchSize]
    const [small, large] = [await measured(subject, sizes[0]), await measured(subject, sizes[1])]
    const line = memoryLine(small, large)
    const room = 1.75 * large.bytes
    for (const batch of [2 * subject.batchSize, largestBatch(line, room)]) {
      const { bytes } = await measured(subject, batch)
      const foretold = trainingBytes(line, batch)
      const off = `${((foretold / bytes - 1) * 100).toFixed(1)} %`
      const cells = [subject.name, batch, megabytes(foretold), megabytes(bytes), off]
      console.log(`| ${cells.join(' | ')} |`)
    }
  }
}

/** The most that a process of its own had resident while it trained by such batches. */
async function measured(
  { name }: BenchSubject,
  batchSize: number,
): Promise<{ batchSize: number; bytes: number }> {
  const program = join(import.meta.dirname, 'programs', 'train-memory.ts')
  const given = [program, name, String(batchSize), String(threads)]
  const { stdout } = await promisify(execFile)(process.execPath, given)
  return { batchSize, bytes: Number(stdout) }
}

/** Adversarial training (std-cnn, PGD-2). Flat: the last tenth stays within a few MB of the second. */
async function printLongRun(steps: number): Promise<void> {
  const engine = await openEngine(threads)
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
  for (let step = 0; step <= steps; step++) {
    if (step % Math.ceil(steps / 10) === 0)
      console.log(`step ${step}: ${megabytes(process.memoryUsage().rss)} MB resident`)
    await session.step(batch, settings, ['memory', step])
  }
  await session.close()
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
