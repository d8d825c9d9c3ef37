import type { DoctorReport } from '#contract'
import { formatBytes } from './format.ts'
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
    ['data folder', `${report.dataFolder} (${writable}${free})`],
    ['database', `${formatBytes(report.databaseBytes)}, version ${report.databaseVersion}`],
  ])
  const engines = formatTable(
    ['engine', 'available', 'device', 'version', 'why not'].map((title) => ({ title })),
    report.engines.map(({ name, available, device, version, reason }) => [
      name,
      available ? 'yes' : 'no',
      device,
      version ?? '–',
      reason,
    ]),
  )
  return `${facts}\n\n${strong('Engines')}\n${engines}`
}
