import type { DoctorReport } from '#contract'
import { formatBytes, formatMoment } from '../../wording/index.ts'

/** The doctor's report as plain text, to paste into a question; names no file but the data folder. */
export function reportText(report: DoctorReport): string {
  const engines = report.engines.map(({ name, available, device, version, reason }) =>
    available
      ? `  ${name}: ${device}${version === null ? '' : `, version ${version}`}`
      : `  ${name}: missing. ${reason}`,
  )
  return [
    `Cusp ${report.version} on ${report.platform}, Node ${report.node}`,
    `${report.cpus} processors, ${formatBytes(report.memoryBytes)} memory`,
    `Threads: ${report.threads.now}; from the next start ${report.threads.next}`,
    `Data folder ${report.dataFolder}, ${report.writable ? 'writable' : 'not writable'}`,
    `Database version ${report.databaseVersion}, ${formatBytes(report.databaseBytes)}`,
    `Backups: ${backupsSentence(report.backups)}`,
    'Engines',
    ...engines,
    `GPU: ${report.gpu}`,
    `Runs that leave the engine open: ${report.preferredEngine}`,
  ].join('\n')
}

/** How many copies of the database there are, and how old the newest is. */
export function backupsSentence(backups: DoctorReport['backups']): string {
  if (backups.length === 0) return 'none yet: one is made on each day that something is recorded'
  const newest = Math.max(...backups.map(({ at }) => at))
  return `${backups.length}, the newest of ${formatMoment(newest)}, in the folder backups`
}
