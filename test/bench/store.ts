import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TableRequest } from '#contract'
import { openLiveHost } from '#host'
import { cacheFolder } from '../setup/cache.ts'
import { fillWithRuns } from '../setup/many-runs.ts'
import { median } from './table.ts'

/**
 * `npm run bench:store [-- RUNS POINTS]`: how long a host takes to open a data folder of RUNS runs
 * with POINTS points in each of five series, and to answer the questions of the runs table. The
 * folder is filled once and kept in the cache folder. Times are of this process's processor, so that
 * a busy machine does not count; each question is asked seven times with what was kept of it
 * forgotten, and the median is given.
 */
const runs = Number(process.argv[2] ?? 100_000)
const points = Number(process.argv[3] ?? 20)
const folder = join(cacheFolder(), `bench-store-${runs}-${points}`)
const file = join(folder, 'cusp.sqlite')
if (!existsSync(file)) {
  console.log(`filling ${folder} …`)
  fillWithRuns(folder, runs, points)
}
const megabytes = Math.round(statSync(file).size / 1e6)
console.log(`${runs} runs, ${runs * points * 5} metric rows, ${megabytes} MB`)

const rounds = 7
const questions: Readonly<Record<string, TableRequest>> = {
  'list the newest': {},
  'filter by a number': { where: 'adv > 0.4' },
  'filter by a number and a tag': { where: 'adv@8/255 > 0.4 and tag:ablation seed:*' },
  'filter by a word': { where: 'gentler' },
  'filter by a setting': { where: 'config.checkpointEverySteps > 100' },
  'sort by a number': { sort: { by: 'adversarial', descending: true } },
  'sort by a best': { sort: { by: 'loss.best', descending: false } },
  'sort by a number at a step': { sort: { by: 'loss.at(40)', descending: false } },
  'sort by name': { sort: { by: 'name', descending: false } },
  'group over seeds': { grouped: true },
  'group, sorted by a mean': { grouped: true, sort: { by: 'spatial', descending: true } },
}
const shown = { columns: ['clean', 'adversarial', 'spatial', 'loss'], spark: 'loss', limit: 60 }

const openings: number[] = []
for (let round = 0; round < 3; round++) {
  const start = processor()
  const opened = await openLiveHost({ dataDir: folder, log: () => undefined, computes: false })
  openings.push(processor() - start)
  await opened.close()
}
console.log(`open: ${median(openings).toFixed(0)} ms`)

const host = await openLiveHost({ dataDir: folder, log: () => undefined, computes: false })
for (const [name, question] of Object.entries(questions)) {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    // A note is a write, and after a write nothing that was kept of an order holds.
    await host.client.shelf.note({ run: 'm000000000', notes: String(round) })
    const start = processor()
    await host.client.table.page({ ...shown, ...question })
    times.push(processor() - start)
  }
  console.log(`${name}: ${median(times).toFixed(0)} ms`)
}
const start = processor()
for (let page = 0; page < 20; page++) {
  await host.client.table.page({ ...shown, offset: (page * runs) / 20 })
}
console.log(`a page further down: ${((processor() - start) / 20).toFixed(0)} ms`)
await host.close()

/** Milliseconds of processor time that this process has used. */
function processor(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
