import type * as tf from '@tensorflow/tfjs'
import { CuspError } from '#errors'
import type { Group } from '../group/group.ts'
import type { Mode } from '../mode.ts'
import type { WeightSpec } from '../weight-spec.ts'
import { inLayer } from './in-layer.ts'

/** What a layer passes on: maps `[batch, height, width, element · channel]`, elements outermost. */
export interface MapShape {
  readonly height: number
  readonly width: number
  /** For each element of the group. */
  readonly channels: number
  readonly group: Group
}

/** A map that a model can show. */
export interface FeatureMap extends MapShape {
  readonly name: string
}

/** Told of every feature map on the way, in order of depth. */
export type Reveal = (name: string, map: tf.Tensor4D) => void

/** One pass through a model: its weights by name, and how its statistics are taken. */
export interface Pass {
  readonly mode: Mode
  readonly reveal?: Reveal
  weight(name: string): tf.Tensor
}

/** A part of a network, sized for what comes before it. */
export interface Layer {
  readonly weights: readonly WeightSpec[]
  readonly output: MapShape
  /** What it reveals, in order. */
  readonly maps?: readonly FeatureMap[]
  apply(x: tf.Tensor4D, pass: Pass): tf.Tensor4D
}

/** Sizes a layer for its input. Throws `model.shape` when it does not fit. */
export type LayerMaker = (input: MapShape) => Layer

/** Layers one after the other. */
export function chain(...makers: readonly LayerMaker[]): LayerMaker {
  return (input) => {
    let output = input
    const layers = makers.map((make) => {
      const layer = make(output)
      output = layer.output
      return layer
    })
    return {
      weights: layers.flatMap(({ weights }) => weights),
      output,
      maps: layers.flatMap(({ maps = [] }) => maps),
      apply: (x, pass) =>
        layers.reduce((map, layer, i) => {
          const apply = (): tf.Tensor4D => layer.apply(map, pass)
          return inLayer(nameOf(layer, i), map, apply)
        }, x),
    }
  }
}

/** By its weights, which a person knows from checkpoints; a layer without is known by its place. */
function nameOf({ weights: [first] }: Layer, index: number): string {
  return first?.name.slice(0, first.name.lastIndexOf('/')) ?? `number ${index + 1}`
}

/** The layers, with what they pass on made known under a name. */
export function revealed(name: string, ...makers: readonly LayerMaker[]): LayerMaker {
  return (input) => {
    const layer = chain(...makers)(input)
    return {
      ...layer,
      maps: [...(layer.maps ?? []), { name, ...layer.output }],
      apply(x, pass) {
        const map = layer.apply(x, pass)
        pass.reveal?.(name, map)
        return map
      },
    }
  }
}

/** A layer without weights that keeps its input's shape. */
export function pointwise(apply: (x: tf.Tensor4D) => tf.Tensor4D): LayerMaker {
  return (input) => ({ weights: [], output: input, apply })
}

/**
 * Checks that a window has room on its maps, zeros around them included.
 * @throws CuspError `model.shape` with both sizes and the least that would do.
 */
export function needRoom(
  layer: string,
  maps: Pick<MapShape, 'height' | 'width'>,
  { what, size, padding = 0 }: { what: string; size: number; padding?: number },
): void {
  const least = size - 2 * padding
  if (maps.height >= least && maps.width >= least) return
  throw misfit(layer, maps, `its ${size} × ${size} ${what} needs at least ${least} × ${least}.`)
}

/** The error of a layer that does not fit the maps it is given. */
export function misfit(
  layer: string,
  { height, width }: Pick<MapShape, 'height' | 'width'>,
  why: string,
): CuspError {
  return new CuspError(
    'model.shape',
    `Layer "${layer}" is given ${height} × ${width} maps: ${why}`,
    {
      place: layer,
    },
  )
}
