import { createInterface } from 'node:readline'
import type { AttackPlan } from '#threat'
import { cpuTime } from '../cpu-time.ts'
import { openEngine } from '../engine.ts'
import { readSubject } from '../files.ts'
import type { Answer, Question, Ready } from '../protocol.ts'
import { peakMemory } from '../../../src-main/host/worker/peak-memory.ts'
import { attackSteps, epsilon, gridPlan, pgdPlan, type RowName } from '../rows.ts'
import { classes, specOf } from '../subjects.ts'

/**
 * Cusp as a contender, in a process of its own: `node cusp.ts FOLDER ROW THREADS`. Answers each line
 * of stdin; see `protocol.ts`. Runs the same sessions that training and evaluation use.
 */
const [folder, row, threads] = process.argv.slice(2) as [string, RowName, string]
const { subject, weights, batch } = readSubject(folder)
const engine = await openEngine(Number(threads))
let calls = 0

/** Runs the row once; a short run attacks by one step, or tries one transform. */
const run = await opened()

async function opened(): Promise<(isShort: boolean) => Promise<unknown>> {
  const { shape } = subject
  const key = (): readonly [string, number] => ['benchmark', calls++]
  if (isFrozen(row)) {
    const session = await engine.openEvaluation({ spec: specOf(subject), shape, classes }, weights)
    const attack = async (plan: AttackPlan): Promise<void> => {
      const { prediction } = await session.attack(plan, batch, key())
      const fooled = prediction.filter((label, i) => label !== batch.labels[i]).length
      if (plan.attack === 'pgd' && fooled > 0)
        throw new Error(`the attack fooled ${fooled} images: choose a smaller epsilon in rows.ts`)
    }
    switch (row) {
      case 'forward':
        return () => session.predict(batch)
      case 'input-gradient':
        return () => session.inspect(batch)
      case 'pgd-attack':
        return (isShort) => attack(pgdPlan(isShort ? 1 : attackSteps))
      case 'spatial-grid':
        return (isShort) => attack(gridPlan(isShort ? 1 : subject.gridPart))
    }
  }
  const spec = specOf(subject, row === 'trades-step' ? 'trades' : 'cross-entropy')
  const fresh = await engine.openTraining({ spec, shape, classes })
  const snapshot = await fresh.snapshot()
  await fresh.close()
  const session = await engine.openTraining({ spec, shape, classes }, { ...snapshot, weights })
  const settings = {
    epsilon: row === 'training-step' ? 0 : epsilon,
    rotation: 0,
    translation: 0,
    adversarialShare: 1,
    spatialShare: 1,
    // Weights stay as good as they are, however often a row is repeated.
    learningRate: 1e-6,
  }
  return (isShort) =>
    session.step(batch, { ...settings, attackSteps: isShort ? 1 : attackSteps }, key())
}

function isFrozen(
  name: RowName,
): name is 'forward' | 'input-gradient' | 'pgd-attack' | 'spatial-grid' {
  return !['training-step', 'pgd-training-step', 'trades-step'].includes(name)
}

async function timed({ repeats, isShort }: Question): Promise<Answer> {
  const [start, cpuStart] = [performance.now(), cpuTime()]
  for (let repeat = 0; repeat < repeats; repeat++) await run(isShort)
  const [ms, cpuMs] = [performance.now() - start, cpuTime() - cpuStart]
  return { ms: ms / repeats, cpuMs: cpuMs / repeats, peakBytes: peakMemory() }
}

function say(answer: Ready | Answer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

const version = engine.description.versions['onnxruntime-node']
say({
  version: `onnxruntime-node ${version}`,
  parameters: subject.parameters,
  logits: subject.logits,
})
for await (const line of createInterface({ input: process.stdin })) {
  say(await timed(JSON.parse(line) as Question))
}
process.exit(0)
