import { parseArgs } from 'node:util'
import { rowNames, type RowName } from './rows.ts'
import { subjectNames, type SubjectName } from './subjects.ts'

/** Networks, and whole evaluations of a trained one. */
const tableNames = [...subjectNames, 'evaluations'] as const
type TableName = SubjectName | 'evaluations'

export interface Options {
  readonly withPeers: boolean
  readonly only: readonly TableName[]
  readonly rows: readonly RowName[]
  readonly threads: number | undefined
  readonly most: number
  readonly warmUp: number
  /** How long the whole should take; cells late in it are timed less often. */
  readonly minutes: number
  /** Whether CPU time counts, for a machine that others use too. */
  readonly byCpu: boolean
  /** Whether the cost estimate is held against each row: it has to measure its rates first. */
  readonly withEstimate: boolean
  readonly print: 'markdown' | 'json'
  /** Whether everything was asked for; only a whole result is kept. */
  readonly isWhole: boolean
}

export const usage = `npm run bench -- [--peers] [--only NAME …] [--row NAME …] [--rounds N] [--threads N]
                 [--minutes N] [--warm-up SECONDS] [--cpu] [--no-estimate] [--json | --markdown]

  --only   ${tableNames.join(', ')}; may be repeated
  --row    ${rowNames.join(', ')}; may be repeated
  --cpu    counts CPU time: for a busy machine, with --threads 1; never kept
  --no-estimate  does without the cost estimate, which is measured first`

/** @throws Error that names the option, the value and what would be right. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      peers: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      row: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '7' },
      threads: { type: 'string' },
      minutes: { type: 'string', default: '22' },
      'warm-up': { type: 'string', default: '150' },
      cpu: { type: 'boolean', default: false },
      'no-estimate': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      // What is printed anyway.
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) throw new Error(usage)
  const only = chosen('--only', values.only, tableNames)
  const rows = chosen('--row', values.row, rowNames)
  const isWhole = values.only.length === 0 && values.row.length === 0 && !values.cpu
  return {
    withPeers: values.peers,
    // A row is one of the networks'; evaluations have none.
    only: values.row.length > 0 ? only.filter((name) => name !== 'evaluations') : only,
    rows,
    threads: values.threads === undefined ? undefined : count('--threads', values.threads),
    most: count('--rounds', values.rounds),
    warmUp: count('--warm-up', values['warm-up']),
    minutes: count('--minutes', values.minutes),
    byCpu: values.cpu,
    withEstimate: !values['no-estimate'],
    print: values.json ? 'json' : 'markdown',
    isWhole,
  }
}

function chosen<T extends string>(
  option: string,
  given: readonly string[],
  all: readonly T[],
): T[] {
  const strange = given.find((name) => !(all as readonly string[]).includes(name))
  if (strange !== undefined)
    throw new Error(`${option} is "${strange}"; it must be one of ${all.join(', ')}`)
  return given.length === 0 ? [...all] : all.filter((name) => given.includes(name))
}

function count(option: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} is "${text}"; it must be a whole number ≥ 1`)
  return number
}
