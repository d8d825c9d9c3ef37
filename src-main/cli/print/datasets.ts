import type { DatasetCheck, DatasetDetail, DatasetEntry, DatasetList } from '#contract'
import { count, formatBytes, formatShare } from './format.ts'
import { strong } from './style.ts'
import { formatPairs, formatTable, type Column } from './table.ts'

const right = (title: string): Column => ({ title, align: 'right' })

/** What there is to train on, then what is damaged. */
export function formatDatasets({ datasets, damaged }: DatasetList): string {
  const table = formatTable(
    [
      ...[{ title: 'name' }, { title: 'kind' }, right('images'), right('train'), right('test')],
      ...[{ title: 'shape' }, right('classes'), right('size'), { title: 'hash' }],
    ],
    datasets.map((entry) => [
      entry.name,
      entry.base === null ? entry.kind : `corruptions of ${entry.base}`,
      String(entry.count),
      String(entry.parts?.train ?? '–'),
      String(entry.parts?.test ?? '–'),
      formatShape(entry),
      entry.kind === 'corruptions' ? '–' : String(entry.classes),
      formatBytes(entry.bytes),
      entry.hash.slice(0, 12),
    ]),
  )
  return [table, ...damaged.map(({ name, problem }) => `${name} is damaged: ${problem}`)].join('\n')
}

function formatShape({ shape }: DatasetEntry): string {
  return `${shape.height} × ${shape.width} × ${shape.channels}`
}

/** What was stored, and what of it would spoil a result: images of the test part that are trained on. */
export function formatStored({ name, count: images, report }: Stored): string {
  const { between = 0, conflicting = 0 } = report ?? {}
  const verb = (number: number) => (number === 1 ? 'is' : 'are')
  const warnings = [
    ...(between > 0
      ? [`${count(between, 'test image')} ${verb(between)} in train too, pixel for pixel.`]
      : []),
    ...(conflicting > 0
      ? [`${count(conflicting, 'image')} ${verb(conflicting)} there with more than one label.`]
      : []),
  ]
  const stored = `Stored as "${name}": ${count(images, 'image')}.`
  return [stored, ...warnings, `"cusp dataset show ${name}" tells more.`].join(' ')
}

interface Stored {
  readonly name: string
  readonly count: number
  readonly report?: { readonly between: number; readonly conflicting: number }
}

/** Which files were read again, and which of them are not as they were written. */
export function formatChecks(checks: readonly DatasetCheck[]): string {
  if (checks.length === 0) return 'No datasets are stored: "cusp dataset add" stores one.'
  return checks
    .flatMap(({ name, files, bytes, damaged }) =>
      damaged.length === 0
        ? [`${name}: sound, ${count(files, 'file')}, ${formatBytes(bytes)}`]
        : damaged.map(({ problem }) => `${name}: ${problem}`),
    )
    .join('\n')
}

/** One dataset: what it is, its classes, and what an import found out. */
export function formatDataset(detail: DatasetDetail): string {
  const { entry, corruptions } = detail
  const sections = [`${strong(entry.name)}  ${entry.hash}`, formatPairs(facts(detail))]
  if (detail.report) sections.push(formatClasses(detail))
  if (corruptions.length > 0) sections.push(`corruptions  ${corruptions.join(', ')}`)
  return sections.join('\n\n')
}

function facts({ entry, report, origin, classes }: DatasetDetail): [string, string][] {
  const sizes = entry.parts
    ? `${entry.parts.train} train, ${entry.parts.test} test`
    : `${entry.count}${entry.kind === 'corruptions' ? ' each at severities 1 to 5' : ', no parts'}`
  const options = Object.entries(origin?.options ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [
    ['kind', entry.base === null ? entry.kind : `corruptions of ${entry.base}`],
    ['images', `${sizes}, ${formatShape(entry)}, ${formatBytes(entry.bytes)}`],
    ...(classes.length > 0 ? [['classes', String(classes.length)] as [string, string]] : []),
    ...reportFacts(report),
    ...(origin ? [['read from', describeOrigin(origin)] as [string, string]] : []),
    ...(options.length > 0 ? [['options', options.join(', ')] as [string, string]] : []),
  ]
}

function reportFacts(report: DatasetDetail['report']): [string, string][] {
  if (!report) return []
  const within = report.parts.map(({ part, duplicates }) =>
    part === 'all' ? String(duplicates) : `${duplicates} inside ${part}`,
  )
  const between = report.parts.length === 2 ? [`${report.between} of test are in train too`] : []
  return [
    ['duplicates', [...within, ...between].join(', ')],
    ['conflicting', `${count(report.conflicting, 'image')} with more than one label`],
    ['mean', report.channels.map(({ mean }) => mean.toFixed(4)).join(', ')],
    ['sd', report.channels.map(({ sd }) => sd.toFixed(4)).join(', ')],
  ]
}

function describeOrigin({ format, files }: NonNullable<DatasetDetail['origin']>): string {
  const named = files.slice(0, 6).map(({ name, sha256 }) => `${name} (${sha256.slice(0, 12)})`)
  const more = files.length > named.length ? [`${files.length - named.length} more`] : []
  return `${format}: ${[...named, ...more].join(', ')}`
}

function formatClasses({ classes, report }: DatasetDetail): string {
  const parts = report?.parts ?? []
  return formatTable(
    [
      right('label'),
      { title: 'class' },
      ...parts.flatMap(({ part }) => [right(part), right('share')]),
    ],
    classes.map((name, label) => [
      String(label),
      name,
      ...parts.flatMap(({ classCounts, count: all }) => [
        String(classCounts[label]),
        formatShare(classCounts[label] / all),
      ]),
    ]),
  )
}
