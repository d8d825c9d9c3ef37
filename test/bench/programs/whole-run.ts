import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { protocolMs, resolveRun, trainingMs } from '#spec'
import type { Channel } from '../../../src-main/host/worker/channel.ts'
import { measureCost } from '../../../src-main/host/worker/measure-cost.ts'
import { runJob } from '../../../src-main/host/worker/job.ts'
import { cpuTime } from '../cpu-time.ts'
import { shortRunOf } from '../short-run.ts'
import { subjects } from '../subjects.ts'

/**
 * One short run, foretold or done as a worker does it: `node whole-run.ts foretell|do SUBJECT THREADS
 * clock|cpu` prints milliseconds of its training and of its evaluation as JSON.
 */
const [manner, name, count, clock] = process.argv.slice(2)
const threads = Number(count)
const subject = subjects.find((each) => each.name === name)
if (!subject) throw new Error(`no subject is called "${name}"`)
const elapsed = clock === 'cpu' ? cpuTime : () => performance.now()
const scratch = mkdtempSync(join(tmpdir(), 'cusp-whole-run-'))
const spec = shortRunOf(subject, scratch)
const resources = join(import.meta.dirname, '../../../resources')
const folders = { models: scratch, engines: scratch, datasets: scratch }
try {
  const parts = manner === 'foretell' ? await foretell() : await work()
  process.stdout.write(JSON.stringify(parts))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exit(0)

async function foretell(): Promise<{ training: number; evaluation: number }> {
  const places = { resources, datasets: scratch }
  const asked = { kind: 'measureCost', asks: 'everything', choices: ['onnx'], scratch } as const
  const errand = { ...folders, ...asked, spec, places }
  const { rates } = await measureCost(errand, threads, elapsed)
  const training = trainingMs(resolveRun(spec).curriculum, spec, rates)
  if (training === null) throw new Error('a part of the run was not measured')
  return { training, evaluation: protocolMs(spec.evaluation, rates.evaluation).ms }
}

async function work(): Promise<{ training: number; evaluation: number }> {
  let training = 0
  const channel: Channel = {
    job: {
      ...{ run: 'bench', epoch: 1, task: 'train', spec, resources, threads, ...folders },
      ...{ checkpoints: join(scratch, 'run'), from: null, trained: false, recorded: null },
      ...{ choices: ['onnx'], protocol: spec.evaluation, sources: [], evaluated: null },
    },
    wish: () => 'run',
    settled: async () => undefined,
    tell: async (message) => {
      if (message.kind === 'event' && message.event.kind === 'runFinished') training = elapsed()
    },
  }
  await runJob(channel, { during: (_what, work) => work() })
  return { training, evaluation: elapsed() - training }
}
