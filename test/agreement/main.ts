import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askPeers } from './ask-peers.ts'
import { cases } from './cases.ts'
import { compare, foundOf, type Agreement, type Found } from './compare.ts'
import { checkFormulas } from './formulas.ts'
import { openSubject } from './subject.ts'

/**
 * `npm run agreement [-- --images N]`: the same network, images and attacks here and in torchattacks,
 * foolbox, ART and torchvision. Fails unless accuracies agree within one image and losses within 1 %.
 */
const { values: options } = parseArgs({ options: { images: { type: 'string', default: '200' } } })
const subject = await openSubject(Number(options.images))
const { batch } = subject
const peers = await askPeers(subject, cases)
const rows: Agreement[] = checkFormulas(peers.ours, peers.theirs)
const session = await subject.engine.openEvaluation(subject.of, subject.weights)
for (const each of cases) {
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
const record = { versions: peers.versions, images: batch.size, rows }
writeFileSync(join(folder, 'agreement.json'), JSON.stringify(record, null, 2) + '\n')
process.exitCode = rows.every(({ agrees }) => agrees) ? 0 : 1
