import * as tf from '@tensorflow/tfjs'
import type { Batch, ImageShape } from '#dataset'
import { p4, trivial, type Group } from '../../model/group/group.ts'
import { moved, movedMap } from '../../model/group/move.ts'
import { inference, type Model } from '../../model/index.ts'
import { float } from '../float.ts'
import type { Runner, WeightedProgram } from '../runner.ts'

/** How far a layer is from turning with the image, over the three quarter turns. */
export interface LayerError {
  readonly name: string
  /** By which its maps move: a planar map's plane alone turns, a P4 map's turns are exchanged too. */
  readonly group: Group['name']
  readonly height: number
  readonly width: number
  /** For each element of the group. */
  readonly channels: number
  /** √(Σ (f(Rx) − R f(x))² / Σ f(x)²) over all images, of the worst turn. */
  readonly error: number
  /** The largest |f(Rx) − R f(x)|, relative to the largest |f(x)|. */
  readonly largest: number
}

/** Images that go through a model at a time, in four orientations. */
const portion = 16

const quarters = p4.elements.slice(1)

/** Whether a quarter turn maps these images to themselves. */
export function isSquare({ height, width }: Pick<ImageShape, 'height' | 'width'>): boolean {
  return height === width
}

/**
 * Compares each feature map of turned images with the turned map of the images, and the logits with
 * themselves. Quarter turns of a square move pixels only, so nothing is interpolated: what is found is
 * the network's own.
 * @param batch square images; those that do not fill a portion are left out, if there is another.
 */
export async function quarterTurnErrors(
  runner: Runner,
  model: Model,
  shape: ImageShape,
  classes: number,
  { images, size }: Batch,
): Promise<LayerError[]> {
  const layers: readonly Omit<LayerError, 'error' | 'largest'>[] = [
    ...(model.maps ?? []).map(({ group, ...map }) => ({ ...map, group: group.name })),
    { name: 'logits', group: trivial.name, height: 1, width: 1, channels: classes },
  ]
  const count = Math.min(portion, size)
  const program = turnProgram(model, shape, count)
  const pixels = images.length / size
  const sums = layers.map(() => ({ squares: 0, most: 0, off: [0, 0, 0], furthest: 0 }))
  for (let from = 0; from + count <= size; from += count) {
    const outputs = await runner.run(program, [
      images.subarray(from * pixels, (from + count) * pixels),
    ])
    sums.forEach((sum, layer) => add(sum, outputs[layer] as Float32Array))
  }
  return layers.map((layer, i) => ({ ...layer, ...errorOf(sums[i]) }))
}

interface Sums {
  squares: number
  most: number
  /** Of each quarter turn. */
  readonly off: number[]
  furthest: number
}

/** @param found Σ f², max |f|, then of each turn the same of the difference; see `turnProgram`. */
function add(sum: Sums, found: Float32Array): void {
  sum.squares += found[0]
  sum.most = Math.max(sum.most, found[1])
  quarters.forEach((_, turn) => {
    sum.off[turn] += found[2 + 2 * turn]
    sum.furthest = Math.max(sum.furthest, found[3 + 2 * turn])
  })
}

/** A map of zeros turns with anything. */
function errorOf({ squares, most, off, furthest }: Sums): Pick<LayerError, 'error' | 'largest'> {
  if (squares === 0) return { error: 0, largest: 0 }
  return { error: Math.sqrt(Math.max(...off) / squares), largest: furthest / most }
}

/** (images) → for each map, and the logits: Σ f², max |f|, and of each turn Σ d², max |d|. */
function turnProgram(model: Model, shape: ImageShape, count: number): WeightedProgram {
  const groups = [...(model.maps ?? []).map(({ group }) => group), trivial]
  return {
    name: `quarter turns of ${model.name}, ${count} images`,
    data: [float(count, shape.height, shape.width, shape.channels)],
    weights: model.weights.map((spec) => float(...spec.shape)),
    compute([x], weights) {
      const images = x as tf.Tensor4D
      const still = mapsOf(model, images, weights)
      const differences = quarters.map((by) =>
        mapsOf(model, moved(images, by, 1), weights).map((map, i) =>
          tf.sub(map, movedMap(still[i], groups[i], by)),
        ),
      )
      return still.map((map, i) =>
        tf.stack([map, ...differences.map((turn) => turn[i])].flatMap(sizesOf)),
      )
    },
  }
}

function sizesOf(values: tf.Tensor): tf.Tensor[] {
  return [tf.sum(tf.square(values)), tf.max(tf.abs(values))]
}

/** What a model reveals of its images, and its logits as maps of one pixel. */
function mapsOf(model: Model, images: tf.Tensor4D, weights: readonly tf.Tensor[]): tf.Tensor4D[] {
  const maps: tf.Tensor4D[] = []
  const logits = model.forward(images, weights, inference, (_, map) => void maps.push(map))
  return [...maps, tf.reshape(logits, [logits.shape[0], 1, 1, logits.shape[1]])]
}
