import { CuspError, formatPath } from '#errors'
import { loadCorruptions, type Dataset } from '#dataset'
import { classesProblem, type AttackPlan, type Protocol } from '#threat'
import { placesOf, type Desk } from '../desk.ts'
import { requireSource } from '../transfer.ts'

/**
 * Holds a protocol to the data it is to be run on: every attack has the classes it needs, every
 * corruption set is there and of this dataset.
 * @param name what the protocol is called in a place: `evaluation` of a spec, `protocol` of a call.
 * @throws CuspError `attack.unsuited` with the plan's place, and what `loadCorruptions` throws.
 */
export async function requireSuited(
  desk: Desk,
  dataset: Dataset,
  protocol: Protocol,
  name: string,
): Promise<void> {
  const opened = new Map<string, readonly string[]>()
  for (const { path, plan } of placedPlans(protocol)) {
    const place = formatPath([name, ...path])
    const problem = classesProblem(plan, dataset.classes.length)
    if (problem !== undefined)
      throw new CuspError('attack.unsuited', `${place}: ${problem}.`, { place })
    if (plan.attack === 'transfer') {
      const { store } = desk
      await requireSource({ store, places: placesOf(desk) }, plan, dataset, place)
    }
    if (plan.attack !== 'corruption') continue
    const { set, corruption } = plan
    const has = opened.get(set) ?? (await corruptionsIn(desk, dataset, set))
    opened.set(set, has)
    if (has.includes(corruption)) continue
    const message = `${place}: the set "${set}" has no "${corruption}"; it has ${has.join(', ')}.`
    throw new CuspError('input.invalid', message, { place })
  }
}

async function corruptionsIn(
  desk: Desk,
  dataset: Dataset,
  set: string,
): Promise<readonly string[]> {
  return (await loadCorruptions(placesOf(desk).datasets, set, dataset)).corruptions
}

function placedPlans({ plans, curves, heatmaps = [] }: Protocol) {
  const placed = (list: string, entries: readonly AttackPlan[], ...end: string[]) =>
    entries.map((plan, position) => ({ path: [list, position, ...end], plan }))
  const under = (entries: readonly { readonly plan: AttackPlan }[]) =>
    entries.map(({ plan }) => plan)
  return [
    ...placed('plans', plans),
    ...placed('curves', under(curves), 'plan'),
    ...placed('heatmaps', under(heatmaps), 'plan'),
  ]
}
