import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pythonWithPeers } from '../setup/python-with-peers.ts'
import { timeCell, type Cell, type Limits } from './cell.ts'
import { entrantsOf } from './entrants.ts'
import { estimatesOf } from './estimates.ts'
import { timeEvaluations } from './evaluations.ts'
import { writeSubject } from './files.ts'
import { readOptions, type Options } from './options.ts'
import { describeMachine, keep } from './record.ts'
import { subjects, type BenchSubject } from './subjects.ts'
import { tableOf } from './table.ts'

/** `npm run bench`: see README.md of this folder. */
const options = attempted(() => readOptions(process.argv.slice(2)))
const threads = options.threads ?? availableParallelism()
const python = options.withPeers ? pythonWithPeers() : undefined
const scratch = mkdtempSync(join(tmpdir(), 'cusp-bench-'))
const begun = performance.now()
const machine = describeMachine(threads)
const tables: { title: string; cells: Cell[] }[] = []
const chosen = subjects.filter(({ name }) => options.only.includes(name))
let cellsLeft = chosen.length * options.rows.length
try {
  for (const subject of chosen)
    tables.push({ title: subject.title, cells: await timeSubject(subject, options) })
  if (options.only.includes('evaluations'))
    tables.push({
      title: 'Whole evaluations of a trained network (std-cnn, 100 digits)',
      cells: await timeEvaluations({ ...options, threads }, progress),
    })
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
const minutes = (performance.now() - begun) / 60_000
const clock = options.byCpu ? 'cpu' : 'wall'
const record = { date: new Date().toISOString(), minutes, clock, machine, tables } as const
const kept = options.isWhole ? keep(record, options.withPeers) : undefined
if (options.print === 'json') console.log(JSON.stringify(record, null, 2))
else console.log(tables.map(({ title, cells }) => tableOf(title, cells)).join('\n\n'))
progress(`${minutes.toFixed(1)} minutes${kept ? `; kept as ${kept}` : ''}`)

async function timeSubject(
  subject: BenchSubject,
  { rows, byCpu, withEstimate }: Options,
): Promise<Cell[]> {
  const folder = join(scratch, subject.name)
  const file = await writeSubject(folder, subject, threads)
  if (withEstimate) progress(`${subject.name}: measuring rates for the estimate …`)
  const estimates = withEstimate ? await estimatesOf(folder, threads, byCpu) : undefined
  const cells: Cell[] = []
  for (const row of rows) {
    progress(`${subject.name} ${row} …`)
    const entrants = entrantsOf(folder, row, threads, python)
    const timed = await timeCell(entrants, file, row, limitsNow(options))
    cellsLeft--
    const cell = { ...timed, ...estimates?.[row] }
    progress(tableOf(`${subject.name} ${row}`, [cell]))
    cells.push(cell)
  }
  return cells
}

/** Half of what is left of the time for each cell goes to its rounds, the rest to compiling. */
function limitsNow({ most, warmUp, byCpu, minutes }: Options): Limits {
  const left = Math.max(0, minutes * 60 - (performance.now() - begun) / 1000) / cellsLeft
  const fewest = Math.min(left < 30 ? 1 : 2, most)
  const cell = Math.min(20, left / 2)
  return { cell, warmUp, fewest, most, clock: byCpu ? 'cpuMs' : 'ms' }
}

function progress(text: string): void {
  console.error(`[${((performance.now() - begun) / 1000).toFixed(0)} s] ${text}`)
}

function attempted(read: () => Options): Options {
  try {
    return read()
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    process.exit(2)
  }
}
