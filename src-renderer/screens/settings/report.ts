import type { DoctorReport } from '#contract'
import { formatBytes } from '../../wording/index.ts'

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
    'Engines',
    ...engines,
    `GPU: ${report.gpu}`,
    `Runs that leave the engine open: ${report.preferredEngine}`,
  ].join('\n')
}
