import type { RunSpec } from '#spec'
import type { WritableStore } from '#store'
import { plansOf, type Protocol } from '#threat'
import { scoresOf } from '../../../../src-main/host/scoring.ts'
import { newRun } from '../../store/new-run.ts'

export const labels = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)
export const protocol: Protocol = {
  ...newRun('x').spec.evaluation,
  plans: [
    { attack: 'fgsm', norm: 'linf', epsilon: 0.1, climbs: 'label' },
    { attack: 'spatial-random', rotation: 10, translation: 0, draws: 1, climbs: 'label' },
  ],
}

interface Changed {
  readonly protocol?: Protocol
  readonly subsetHash?: string
}

/** @returns what makes finished runs of eight images in the store of the test. */
export function judging(storeNow: () => WritableStore) {
  function record(
    id: string,
    answer: (image: number, position: number) => number,
    changed: Changed,
    spec: Partial<RunSpec>,
  ): ReturnType<typeof scoresOf> {
    const [store, fresh] = [storeNow(), newRun(id)]
    const run = store.runs.add({ ...fresh, spec: { ...fresh.spec, ...spec } }).number
    const subset = Uint32Array.from(labels)
    const made = { run, step: 8, protocol, subset, labels, subsetHash: 'h', ...changed }
    const evaluation = store.evaluations.add({ ...made, plansTotal: 3, startedAt: 1 })
    for (const [position, { plan }] of plansOf(made.protocol).entries()) {
      const prediction = Int32Array.from(labels, (_, image) => answer(image, position))
      const loss = new Float32Array(labels.length)
      const result = { plan, prediction, loss, margin: loss, gallery: new Uint8Array() }
      store.evaluations.addPortion(evaluation, position, 0, result)
      store.evaluations.closePlan(evaluation, position)
    }
    const scores = scoresOf(store, evaluation)
    store.evaluations.finish(evaluation, 2, JSON.stringify(scores))
    store.runs.setScores(run, JSON.stringify(scores))
    return scores
  }

  /** A finished run that errs under each plan on the images named. */
  function judged(
    id: string,
    errs: { clean?: number[]; adversarial: number[]; spatial: number[] },
    changed: Changed = {},
    spec: Partial<RunSpec> = {},
  ): void {
    const wrong = [errs.clean ?? [], errs.adversarial, errs.spatial, []]
    const answer = (image: number, position: number): number =>
      wrong[position]?.includes(image) ? (labels[image] + 1) % 8 : labels[image]
    record(id, answer, changed, spec)
  }

  /** A finished run that answers every image with one class, whatever is done to it. */
  const constant = (id: string, changed: Changed = {}, spec: Partial<RunSpec> = {}) =>
    record(id, () => 0, changed, spec)

  return { judged, constant }
}
