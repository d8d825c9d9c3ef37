import { CuspError } from '#errors'
import { loadCorruptions } from '#dataset'
import { shippedProtocol, type Protocol, type ShippedProtocol } from '#threat'
import { placesOf, requireRun, type Desk } from '../desk.ts'
import type { Loader } from './gallery.ts'

export interface ProtocolRequest {
  readonly run: string
  readonly name: ShippedProtocol
  /** Test images; all of the run's split where it is left out. */
  readonly images?: number | undefined
  /** L∞ radius; the customary one of such images where it is left out. */
  readonly epsilon?: number | undefined
  /** The stored corruption set that "corruption" is made of. */
  readonly corruptions?: string | undefined
}

/**
 * A protocol that ships with Cusp, fitted to a run's images.
 * @throws CuspError `run.unknown`, `input.invalid`, and what loading the dataset throws.
 */
export async function protocolFor(
  desk: Desk,
  load: Loader,
  { run: id, name, images, epsilon, corruptions: set }: ProtocolRequest,
): Promise<Protocol> {
  const run = requireRun(desk, id)
  const { source, test } = desk.store.runs.spec(run.number).dataset
  if (images !== undefined && images > test) {
    const message = `images: is ${images}; at most ${test}, the run's test examples, belongs here.`
    throw new CuspError('input.invalid', message, { place: 'images' })
  }
  const dataset = await load(source)
  const { height, width, channels } = dataset.shape
  const opened =
    set === undefined ? null : await loadCorruptions(placesOf(desk).datasets, set, dataset)
  const grey = source.kind === 'digits' ? 'digits' : 'grey'
  return shippedProtocol(name, {
    images: channels === 1 ? grey : 'colour',
    extent: Math.min(height, width),
    count: images ?? test,
    epsilon,
    corruptions: opened ? { set: opened.name, names: opened.corruptions } : undefined,
  })
}
