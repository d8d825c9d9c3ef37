import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { batchSize, rows, type Contender } from './contender.ts'
import { openCusp } from './cusp.ts'
import { timeEvaluations } from './evaluations.ts'
import { openTorch } from './peers/torch.ts'
import { tableOf, type RowResult } from './table.ts'

/**
 * `npm run bench [-- --peers] [-- --rounds N] [-- --json]`: Madry's MNIST CNN, every row, each
 * contender in turn within a round, so that a drifting machine drifts for all of them; then whole
 * evaluations of a trained network.
 */
const { values: options } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    json: { type: 'boolean', default: false },
  },
})
const threads = availableParallelism()
const ours = await openCusp(threads)
const contenders: Contender[] = [ours, ...(options.peers ? await openTorch(threads) : [])]
const results: RowResult[] = []
for (const row of rows) {
  const timings: Record<string, number[]> = {}
  for (const contender of contenders) await contender.time(row, 2)
  for (let round = 0; round < Number(options.rounds); round++)
    for (const contender of contenders)
      (timings[contender.name] ??= []).push(await contender.time(row, 3))
  results.push({ row, timings })
}
for (const contender of contenders) await contender.close()
const evaluations = await timeEvaluations(3, options.peers)

const record = {
  date: new Date().toISOString(),
  machine: { cpu: cpus()[0].model, threads, platform: `${process.platform}-${process.arch}` },
  versions: Object.fromEntries(contenders.map(({ name, version }) => [name, version])),
  model: 'madry-cnn 28×28×1',
  batchSize,
  results,
  evaluations,
}
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
const file = join(folder, `${record.date.slice(0, 10)}${options.peers ? '-peers' : ''}.json`)
writeFileSync(file, JSON.stringify(record, null, 2) + '\n')
const tables = [results, evaluations].map((rows) => tableOf(rows, ours.name)).join('\n\n')
console.log(options.json ? JSON.stringify(record) : `\n${tables}\n\n${file}`)
