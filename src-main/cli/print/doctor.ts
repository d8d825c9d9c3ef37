import type { DoctorReport } from '#contract'
import { formatBytes, formatTime } from './format.ts'
import { strong } from './style.ts'
import { formatPairs, formatTable } from './table.ts'

export function formatDoctor(report: DoctorReport): string {
  const free = report.freeBytes === null ? '' : `, ${formatBytes(report.freeBytes)} free`
  const writable = report.writable ? 'writable' : 'not writable'
  const facts = formatPairs([
    ['Cusp', report.version],
    ['Node', report.node],
    [
      'platform',
      `${report.platform}, ${report.cpus} processors, ${formatBytes(report.memoryBytes)}`,
    ],
    ['threads', threadsSentence(report.threads)],
    ['data folder', `${report.dataFolder} (${writable}${free})`],
    ['database', `${formatBytes(report.databaseBytes)}, version ${report.databaseVersion}`],
    ...backupPairs(report.backups),
  ])
  return `${facts}\n\n${strong('Engines')}\n${formatEngines(report)}`
}

/** The table of engines, what `auto` means, and what there is of a GPU. */
export function formatEngines({
  engines,
  preferredEngine,
  gpu,
}: Pick<DoctorReport, 'engines' | 'preferredEngine' | 'gpu'>): string {
  const table = formatTable(
    ['engine', 'available', 'device', 'version'].map((title) => ({ title })),
    engines.map(({ name, available, device, version }) => [
      ...[name, available ? 'yes' : 'no', device, version ?? '–'],
    ]),
  )
  // Sentences of their own: a column of them would be wider than any terminal.
  const missing = engines.flatMap(({ name, reason }) => (reason ? [`${name}: ${reason}`] : []))
  const chosen = preferredEngine === 'auto' ? 'the fastest on its own step' : preferredEngine
  return [
    table,
    ...missing,
    `GPU: ${gpu}`,
    `A run that leaves its engine open gets ${chosen}.`,
  ].join('\n')
}

function backupPairs(backups: DoctorReport['backups']): [string, string][] {
  if (backups.length === 0)
    return [['backups', 'none yet (one is made on each day that something is recorded)']]
  return backups.map(({ name, at, bytes }, i) => [
    i === 0 ? 'backups' : '',
    `backups/${name} (${formatTime(at)}, ${formatBytes(bytes)})`,
  ])
}

function threadsSentence({ now, next, timings }: DoctorReport['threads']): string {
  const later = next === now ? '' : `, ${next} from the next start`
  if (timings.length === 0)
    return `${now}${later} (not timed yet: that waits until nothing else computes)`
  const each = timings.map(({ threads, ms }) => `${threads}: ${ms.toFixed(1)} ms`).join(', ')
  return `${now}${later} (a small step by each number of threads: ${each})`
}
