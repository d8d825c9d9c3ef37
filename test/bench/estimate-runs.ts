import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { subjectNames } from './subjects.ts'

/**
 * `npm run bench:estimate [-- --only NAME] [--clock] [--threads N]`: what the cost estimate says of a
 * whole short run, against the run. CPU time counts, so that a machine may be busy meanwhile.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [...subjectNames] },
    threads: { type: 'string', default: '1' },
    clock: { type: 'boolean', default: false },
  },
})
interface Parts {
  readonly training: number
  readonly evaluation: number
}

console.log('| network | part | foretold s | took s | foretold ÷ took |')
console.log('| --- | --- | ---: | ---: | ---: |')
for (const name of options.only) {
  const [foretold, took] = [await parts('foretell', name), await parts('do', name)]
  for (const part of ['training', 'evaluation'] as const) {
    const seconds = [foretold, took].map((all) => (all[part] / 1000).toFixed(1))
    const ratio = (foretold[part] / took[part]).toFixed(2)
    console.log(`| ${[name, part, ...seconds, ratio].join(' | ')} |`)
  }
}

async function parts(manner: 'foretell' | 'do', name: string): Promise<Parts> {
  const program = join(import.meta.dirname, 'programs', 'whole-run.ts')
  const given = [program, manner, name, options.threads, options.clock ? 'clock' : 'cpu']
  const { stdout } = await promisify(execFile)(process.execPath, given)
  return JSON.parse(stdout) as Parts
}
