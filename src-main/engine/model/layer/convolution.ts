import * as tf from '@tensorflow/tfjs'
import { groupFilter } from '../group/filter.ts'
import { trivial, type Group } from '../group/group.ts'
import type { WeightSpec } from '../model.ts'
import { misfit, type LayerMaker, type MapShape } from './layer.ts'

export interface ConvolutionSettings {
  readonly size: number
  /** Channels made, for each element of the group. */
  readonly channels: number
  readonly stride?: 1 | 2
  /** Pixels of zeros around the map. */
  readonly padding?: number
  readonly bias?: boolean
  /** Refuses maps over which the stride leaves pixels: there it would not commute with turns. */
  readonly isExact?: true
  /** Of the maps it makes; that of its input when left out. */
  readonly group?: Group
}

/**
 * A convolution, planar or of a group, from planar maps to those of a group or from group to group.
 * On square maps it commutes with every element of its group, unless its stride leaves pixels over.
 */
export function convolution(name: string, settings: ConvolutionSettings): LayerMaker {
  const { size, channels, stride = 1, padding = 0, bias = true } = settings
  return (input) => {
    const group = settings.group ?? input.group
    checkSquare(name, input, group)
    const output = outputOf(name, input, { ...settings, group })
    const into = input.group.elements.length * input.channels
    const weights: WeightSpec[] = [
      { name: `${name}/kernel`, shape: [size, size, into, channels], initial: 'he' },
      ...(bias ? [{ name: `${name}/bias`, shape: [channels], initial: 'zeros' } as const] : []),
    ]
    return {
      weights,
      output,
      apply(x, pass) {
        const kernel = pass.weight(`${name}/kernel`) as tf.Tensor4D
        const filter = groupFilter(kernel, input.group, group)
        const map: tf.Tensor4D = tf.conv2d(x, filter, stride, padding)
        return bias ? tf.add(map, everywhere(pass.weight(`${name}/bias`), group)) : map
      },
    }
  }
}

/** A value for each channel as one for each channel of each element. */
export function everywhere(values: tf.Tensor, { elements }: Group): tf.Tensor {
  return elements.length === 1 ? values : tf.tile(values, [elements.length])
}

function outputOf(
  name: string,
  input: MapShape,
  { size, channels, stride = 1, padding = 0, group = trivial, isExact }: ConvolutionSettings,
): MapShape {
  const along = (length: number): number => Math.floor((length + 2 * padding - size) / stride) + 1
  const isLeftOver = (length: number): boolean => (length + 2 * padding - size) % stride !== 0
  if (isExact && (isLeftOver(input.height) || isLeftOver(input.width)))
    throw misfit(
      name,
      input,
      `its stride of ${stride} leaves pixels over, so it would not turn with them.`,
    )
  const [height, width] = [along(input.height), along(input.width)]
  if (height >= 1 && width >= 1) return { height, width, channels, group }
  throw misfit(name, input, `its ${size} × ${size} kernel needs at least ${size - 2 * padding}.`)
}

function checkSquare(name: string, input: MapShape, group: Group): void {
  if (group === trivial || input.height === input.width) return
  throw misfit(name, input, 'a quarter turn only maps square images to themselves.')
}
