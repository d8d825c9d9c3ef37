import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askPeers } from './ask-peers.ts'
import { casesOf } from './cases.ts'
import { compare, foundOf, type Agreement, type Found } from './compare.ts'
import { checkFormulas } from './formulas.ts'
import { openSubject } from './subject.ts'

/**
 * `npm run agreement [-- --images N] [--only drawn|deterministic] [--case NAME …] [--threads N]`: the
 * same network, images and attacks here and in torchattacks, foolbox, ART and torchvision. Fails unless accuracies
 * agree within one image and losses within 1 %. Rows that were not run again stay in the results as
 * they were.
 */
const { values: options } = parseArgs({
  options: {
    images: { type: 'string', default: '200' },
    only: { type: 'string' },
    case: { type: 'string', multiple: true, default: [] },
    threads: { type: 'string', default: '2' },
  },
})
const chosen = casesOf(options.only, options.case)
const subject = await openSubject(Number(options.images), Number(options.threads))
const { batch } = subject
const peers = await askPeers(subject, chosen)
const rows: Agreement[] = checkFormulas(peers.ours, peers.theirs)
const session = await subject.engine.openEvaluation(subject.of, subject.weights)
for (const each of chosen) {
  const ours: Found[] = []
  for (let repeat = 0; repeat < each.repeats; repeat++)
    ours.push(foundOf(await session.attack(each.plan, batch, ['agreement', repeat])))
  for (const { library, runs } of peers.cases.filter((answer) => answer.case === each.name))
    rows.push(compare(each, library, batch.labels, { ours, theirs: runs }))
}
await session.close()

console.table(rows)
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
const file = join(folder, 'agreement.json')
const date = new Date().toISOString().slice(0, 10)
const fresh = rows.map((row) => ({ ...row, images: batch.size, date }))
const record = { versions: peers.versions, rows: [...keptRows(file, fresh), ...fresh] }
writeFileSync(file, JSON.stringify(record, null, 2) + '\n')
process.exitCode = rows.every(({ agrees }) => agrees) ? 0 : 1

type Row = Agreement & { readonly images: number; readonly date?: string }

/** Rows of an earlier run that these do not replace. */
function keptRows(file: string, fresh: readonly Row[]): Row[] {
  if (!existsSync(file)) return []
  const { rows: kept } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[] }
  const isAgain = (row: Row): boolean =>
    fresh.some((other) => other.case === row.case && other.library === row.library)
  return kept.filter((row) => !isAgain(row))
}
