import type { Inspection, PlanResult } from '#trainer'
import { malformed } from '../format/refusal.ts'
import type { EvaluationDocument } from '../format/run-document.ts'

/** An evaluation as it is kept, its arrays cut out of the run's. */
export interface CutEvaluation {
  readonly document: EvaluationDocument
  readonly subset: Uint32Array
  readonly labels: Uint8Array
  readonly results: readonly PlanResult[]
  readonly inspection: Inspection | null
}

/** Bytes that the arrays of evaluations come to. */
export function arrayBytes(evaluations: readonly EvaluationDocument[]): number {
  return sum(evaluations, ({ count, plans, inspection }) => {
    const examined = inspection ? inspection.logits + inspection.gradient : 0
    const made = sum(plans, ({ images, losses, margins }) => images + losses + margins)
    return 5 * count + 4 * (made + examined)
  })
}

/**
 * @param arrays as many bytes as `arrayBytes` says.
 * @param samples null where the perturbed images did not come along.
 * @throws CuspError `bundle.malformed` for images that are torn.
 */
export function cutArrays(
  evaluations: readonly EvaluationDocument[],
  arrays: Uint8Array,
  samples: Uint8Array | null,
  place: string,
): CutEvaluation[] {
  const next = cutter(arrays)
  const nextGallery = samples ? galleries(samples, place) : null
  const cut = evaluations.map((document) => {
    const { count, plans, inspection } = document
    return {
      document,
      subset: new Uint32Array(next(4 * count)),
      labels: new Uint8Array(next(count)),
      results: plans.map(({ plan, images, losses, margins }) => ({
        plan,
        prediction: new Int32Array(next(4 * images)),
        loss: new Float32Array(next(4 * losses)),
        margin: new Float32Array(next(4 * margins)),
        gallery: nextGallery?.next() ?? new Uint8Array(0),
      })),
      inspection: inspection && {
        logits: new Float32Array(next(4 * inspection.logits)),
        gradient: new Float32Array(next(4 * inspection.gradient)),
      },
    }
  })
  nextGallery?.end()
  return cut
}

/** Copies: a view of four-byte numbers needs an aligned start. */
function cutter(bytes: Uint8Array): (size: number) => ArrayBuffer {
  let at = 0
  return (size) => new Uint8Array(bytes.subarray(at, (at += size))).buffer
}

/** Each gallery is preceded by its size. */
function galleries(samples: Uint8Array, place: string) {
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength)
  let at = 0
  const torn = () => malformed(place, `is torn at byte ${at}`)
  return {
    next: (): Uint8Array => {
      if (at + 4 > samples.length) throw torn()
      const size = view.getUint32(at, true)
      if (at + 4 + size > samples.length) throw torn()
      at += 4 + size
      return samples.slice(at - size, at)
    },
    end: (): void => {
      if (at !== samples.length) throw torn()
    },
  }
}

function sum<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
