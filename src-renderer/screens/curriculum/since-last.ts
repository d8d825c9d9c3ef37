import { diffSpecs, type RunDetail, type RunSpec } from '#contract'
import { describeCurriculum } from './changes.ts'
import { modelName, sourceName } from './describe-run.ts'
import { wordsOf } from './setting-words.ts'

/** One setting that differs, as a line to read. */
export interface Change {
  /** Its name in the form, else its path in words; for the curriculum a sentence, and no values. */
  readonly what: string
  /** Its path into the spec, for who writes the file. */
  readonly path?: string
  readonly from?: string
  readonly to?: string
}

/** Changes of one part of the spec. */
export interface ChangeSection {
  readonly title: string
  readonly changes: readonly Change[]
}

/** Most runs that are looked at for one to compare with. */
const mostLooks = 12

/** The last run, and the newest one that is like the spec; the same one where the last is. */
export interface Predecessors {
  readonly last: RunDetail
  readonly like: RunDetail | null
}

/**
 * Finds what a spec may be compared with, newest first: a run of the same images and architecture.
 * Differences to any other run are true and say nothing.
 */
export async function findPredecessors(
  spec: RunSpec,
  newestFirst: readonly { readonly id: string; readonly architecture: string }[],
  get: (run: string) => Promise<RunDetail>,
): Promise<Predecessors | null> {
  const [newest, ...older] = newestFirst
  if (!newest) return null
  const last = await get(newest.id)
  if (unlikeness(last.spec, spec).length === 0) return { last, like: last }
  const { architecture } = spec.model
  const worthALook = older.filter((run) => run.architecture === architecture)
  for (const { id } of worthALook.slice(0, mostLooks)) {
    const like = await get(id)
    if (unlikeness(like.spec, spec).length === 0) return { last, like }
  }
  return { last, like: null }
}

/** Why two specs are not worth comparing setting by setting, in a few words; empty where they are. */
export function unlikeness(other: RunSpec, spec: RunSpec): readonly string[] {
  const [theirs, ours] = [sourceName(other), sourceName(spec)]
  const [was, is] = [modelName(other), modelName(spec)]
  return [
    ...(theirs === ours ? [] : [`images of ${theirs} instead of ${ours}`]),
    ...(was === is ? [] : [`the model ${was} instead of ${is}`]),
  ]
}

/** Names and seeds always differ and say nothing of how a run is made. */
const incidental = /^(name|seed|curriculum(\..*)?)$/

const sectionOf: Readonly<Record<string, string>> = {
  dataset: 'Dataset',
  model: 'Model',
  loss: 'Training',
  optimiser: 'Training',
  epochs: 'Training',
  batchSize: 'Training',
  augmentation: 'Training',
  weightPerturbation: 'Training',
  averaging: 'Training',
  startsFrom: 'Training',
  attack: 'Attack and transforms',
  order: 'Attack and transforms',
  spatial: 'Attack and transforms',
  probe: 'Probes',
  evaluation: 'Evaluation',
}

/** In the order in which a person would ask. */
const titles = [
  'Curriculum',
  'Dataset',
  'Model',
  'Training',
  'Attack and transforms',
  'Probes',
  'Evaluation',
  'Machine',
] as const

/** What a spec would do otherwise than another run's, part by part; parts that are alike are left out. */
export function changesSince(before: RunSpec, spec: RunSpec): readonly ChangeSection[] {
  const curriculum = describeCurriculum(before, spec).map((what) => ({ what }))
  const settings = diffSpecs(before, spec).differences.flatMap(
    ({ path, values: [from = '', to = ''] }) =>
      incidental.test(path) ? [] : [{ path, ...wordsOf(path, [spec, before], { from, to }) }],
  )
  return titles.flatMap((title) => {
    const changes: readonly Change[] =
      title === 'Curriculum'
        ? curriculum
        : settings.filter(({ path }) => (sectionOf[firstOf(path)] ?? 'Machine') === title)
    return changes.length > 0 ? [{ title, changes }] : []
  })
}

function firstOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path
}
