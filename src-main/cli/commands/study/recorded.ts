import type { HostClient } from '#host'
import type { RunDetail } from '#contract'
import { studyName, verdictOf, type Verdict } from '#study'
import type { Chosen } from './options.ts'

/** Every finished run of a study, with its evaluations, oldest first. */
export async function recordedRuns(
  client: HostClient,
  { name, size }: Chosen,
): Promise<RunDetail[]> {
  const study = studyName(name, size)
  const runs = await client.runs.list()
  const finished = runs.filter((run) => run.study === study && run.state === 'finished')
  const details = []
  for (const { id } of finished.toReversed()) details.push(await client.runs.get({ run: id }))
  return details
}

export async function judge(client: HostClient, study: Chosen): Promise<Verdict> {
  return verdictOf({ ...study, runs: await recordedRuns(client, study) })
}
