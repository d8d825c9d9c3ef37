import type { Rehearsal } from '#contract'
import type { RunSpec } from '#spec'
import type { HostClient } from '#host'
import type { Context, Exit } from '../context.ts'
import { count, formatDuration } from './format.ts'
import { strong } from './style.ts'
import { formatPairs } from './table.ts'

/** Tries each spec on two batches and answers with what that says of the whole. */
export async function printRehearsals(
  { output }: Context,
  client: HostClient,
  specs: readonly RunSpec[],
): Promise<Exit> {
  const rehearsals: { name: string; seed: number; rehearsal: Rehearsal }[] = []
  for (const spec of specs) {
    const rehearsal = await client.runs.rehearse({ spec })
    rehearsals.push({ name: spec.name, seed: spec.seed, rehearsal })
  }
  const texts = rehearsals.map(({ name, rehearsal }) => `${strong(name)}\n${words(rehearsal)}`)
  output.answer({ rehearsals }, texts.join('\n\n'))
  return 0
}

function words(rehearsal: Rehearsal): string {
  const { steps, firstStep, hardestStep, trainingSeconds, plans, evaluationSeconds } = rehearsal
  const stepWords = ({ step, seconds, loss }: Rehearsal['firstStep']): string =>
    `${(seconds * 1000).toFixed(0)} ms at step ${step}, loss ${loss.toFixed(3)}`
  return formatPairs([
    ['first step', stepWords(firstStep)],
    ['hardest step', stepWords(hardestStep)],
    ['training', `about ${formatDuration(trainingSeconds)} for ${count(steps, 'step')}`],
    ['evaluation', `${count(plans, 'plan')} on two images in ${formatDuration(evaluationSeconds)}`],
  ])
}
