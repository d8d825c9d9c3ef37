import type { Rescue, RescueReport } from '#host'
import { count, formatTime } from './format.ts'
import { strong } from './style.ts'
import { formatTable } from './table.ts'

/** What a rescue saved and what it did not. */
export function formatRescue(rescue: Rescue, dataDir: string): string {
  if (rescue.kind === 'sound')
    return `The database of ${dataDir} is sound: there is nothing to rescue, and nothing was changed.`
  return [
    `The database was damaged (${rescue.fault}). It is in ${rescue.quarantine}, as it was.`,
    ...backupLines(rescue),
    ...(rescue.badLogPages > 0
      ? [
          `${count(rescue.badLogPages, 'page')} of its log did not match; what it says may be wrong.`,
        ]
      : []),
    ...checkpointLines(rescue),
    '',
    strong('What there is now'),
    formatSaved(rescue),
    lostSentence(rescue),
  ].join('\n')
}

function backupLines({ backup, badBackups }: RescueReport): string[] {
  const used = backup
    ? `Where it could not be read, backups/${backup.name} (${formatTime(backup.at)}) stands in.`
    : 'There was no backup that could be read.'
  return [
    used,
    ...badBackups.map(
      ({ name, fault }) => `backups/${name} is damaged too (${fault}); it is in quarantine.`,
    ),
  ]
}

function checkpointLines({ relisted }: RescueReport): string[] {
  const { checkpoints, runs, unknown } = relisted
  return [
    ...(checkpoints > 0
      ? [`${count(checkpoints, 'checkpoint')} on the disk had no row and got one.`]
      : []),
    ...(runs.length > 0
      ? [`Made again of their checkpoints, without curves, to be resumed: ${runs.join(', ')}.`]
      : []),
    ...(unknown.length > 0
      ? [`Checkpoints that do not say what they are of stay where they are: ${unknown.join(', ')}.`]
      : []),
  ]
}

/** Empty tables that lost nothing say nothing. */
function formatSaved({ tables }: RescueReport): string {
  const rows = tables
    .filter(({ kept, lost }) => kept > 0 || lost !== 0)
    .map(({ name, kept, lost }) => [
      ...[name.replaceAll('_', ' '), String(kept)],
      lost === null ? 'some, how many cannot be told' : String(lost),
    ])
  return formatTable(
    [{ title: 'rows of' }, { title: 'saved', align: 'right' }, { title: 'lost', align: 'right' }],
    rows,
  )
}

function lostSentence({ tables, lostRuns }: RescueReport): string {
  if (lostRuns.length > 0) return `Runs that are lost: ${lostRuns.join(', ')}.`
  if (tables.length === 0) return 'Nothing of the damaged file could be read.'
  return tables.every(({ lost }) => lost === 0)
    ? 'Nothing was lost.'
    : 'No run is lost as a whole; the rows above are.'
}
