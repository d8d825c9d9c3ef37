import type { DisagreementRequest, Disagreements } from '#contract'
import type { Dataset } from '#dataset'
import { CuspError } from '#errors'
import { requireRun, type Desk } from '../desk.ts'
import type { Loader } from '../procedures/gallery.ts'
import { contenderOf, underFamily, type Contender, type Family } from './contender.ts'

type Image = Disagreements['images'][number]
type Answers = Image['answers']

interface Group {
  readonly id: string
  /** What each of its runs says of each image: the label, or the first wrong answer to a plan. */
  readonly said: readonly Int32Array[]
}

/**
 * Images that groups do not answer alike, evenest splits first; groups that were evaluated on other
 * images than the first are left out.
 * @throws CuspError `run.unknown`, `input.invalid` where no run has been evaluated so.
 */
export async function disagreementsOf(
  desk: Desk,
  load: Loader,
  request: DisagreementRequest,
): Promise<Disagreements> {
  const all = request.groups.map((ids) =>
    ids.map((id) => contenderOf(desk.store, requireRun(desk, id))),
  )
  const first = all.flat().find((one) => underFamily(one, request.family).length > 0)
  if (!first?.evaluation) throw nothingSaid(request.family)
  const { labels, subset, subsetHash } = first.evaluation
  const groups = all.flatMap((members) => groupOf(members, request.family, subsetHash) ?? [])
  const found = splitImages(labels, groups)
  const page = found.slice(request.offset, request.offset + request.limit)
  const dataset = await datasetOf(load, first)
  return {
    groups: groups.map(({ id }) => id),
    total: found.length,
    count: labels.length,
    shape: dataset && { ...dataset.shape },
    classes: dataset ? [...dataset.classes] : [],
    images: page.map(({ at, answers }) => ({
      index: subset[at],
      label: labels[at],
      clean: dataset ? pixelsOf(dataset, subset[at]) : '',
      answers,
    })),
  }
}

function groupOf(members: readonly Contender[], family: Family, subsetHash: string): Group | null {
  const said = members
    .filter(({ evaluation }) => evaluation?.subsetHash === subsetHash)
    .flatMap((member) => answersOf(member, family) ?? [])
  return said.length === 0 ? null : { id: members[0].run.id, said }
}

/** The label where a run is right under every plan of the family, else its first wrong answer. */
function answersOf(contender: Contender, family: Family): Int32Array | null {
  const plans = underFamily(contender, family)
  if (!contender.evaluation || plans.length === 0) return null
  return Int32Array.from(contender.evaluation.labels, (label, i) => {
    const wrong = plans.find((prediction) => prediction[i] !== label)
    return wrong ? wrong[i] : label
  })
}

function splitImages(labels: Uint8Array, groups: readonly Group[]) {
  const found: { at: number; answers: Answers; evenness: number }[] = []
  for (let at = 0; at < labels.length; at++) {
    const answers = groups.map(({ said }) => mostSaid(said.map((one) => one[at])))
    if (answers.every(({ prediction }) => prediction === answers[0].prediction)) continue
    const right = answers.filter(({ prediction }) => prediction === labels[at]).length
    found.push({ at, answers, evenness: Math.min(right, answers.length - right) })
  }
  // A stable sort keeps images of one evenness in the order of the subset.
  return found.sort((a, b) => b.evenness - a.evenness)
}

/** The commonest answer; of equally common ones the lowest class. */
function mostSaid(said: readonly number[]): Answers[number] {
  const counts = [...Map.groupBy(said, (one) => one)].map(
    ([prediction, same]) => [prediction, same.length] as const,
  )
  const [[prediction, agreeing]] = counts.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return { prediction, agreeing, runs: said.length }
}

/** A record brought in from elsewhere may be of a dataset that is not here. */
async function datasetOf(load: Loader, { spec }: Contender): Promise<Dataset | null> {
  try {
    return await load(spec.dataset.source)
  } catch (error) {
    if (error instanceof CuspError) return null
    throw error
  }
}

function pixelsOf({ images, shape }: Dataset, index: number): string {
  const length = shape.height * shape.width * shape.channels
  return Buffer.from(images.subarray(index * length, (index + 1) * length)).toString('base64')
}

function nothingSaid(family: Family): CuspError {
  const message = `family: none of these runs has a finished evaluation under ${family} plans; choose another family.`
  return new CuspError('input.invalid', message, { place: 'family' })
}
