import * as tf from '@tensorflow/tfjs'
import { groupFilter } from '../group/filter.ts'
import { trivial, type Group } from '../group/group.ts'
import type { WeightSpec } from '../weight-spec.ts'
import { affineOf, batchNorm } from './batch-norm.ts'
import { everywhere } from './everywhere.ts'
import { misfit, needRoom, type LayerMaker, type MapShape, type Pass } from './layer.ts'

export interface ConvolutionSettings {
  readonly size: number
  /** Channels made, for each element of the group. */
  readonly channels: number
  readonly stride?: 1 | 2
  /** Pixels of zeros around the map; `same`: as many as keep ⌈side / stride⌉, the odd one behind. */
  readonly padding?: number | 'same'
  readonly bias?: boolean
  /** Name of a batch norm of what the convolution makes. */
  readonly norm?: string
  readonly initial?: WeightSpec['initial']
  /** Refuses maps over which the stride leaves pixels: there it would not commute with turns. */
  readonly isExact?: true
  /** Of the maps it makes; that of its input when left out. */
  readonly group?: Group
}

/**
 * A convolution, planar or of a group, from planar maps to those of a group or from group to group.
 * On square maps it commutes with every element of its group, unless its stride leaves pixels over.
 * With a batch norm, in inference mode the two are one convolution: kernels are scaled, not maps.
 */
export function convolution(name: string, settings: ConvolutionSettings): LayerMaker {
  const { bias = true, norm, size, padding = 0 } = settings
  return (input) => {
    const group = settings.group ?? input.group
    const output = outputOf(name, input, { ...settings, group })
    const normalise = norm === undefined ? undefined : batchNorm(norm)(output)
    const convolve = (x: tf.Tensor4D, kernel: tf.Tensor4D, shift?: tf.Tensor): tf.Tensor4D => {
      // Eager kernels say nothing of it: they make a map of less than nothing.
      if (padding !== 'same') {
        const [, height, width] = x.shape
        needRoom(name, { height, width }, { what: 'kernel', size, padding })
      }
      const filter = groupFilter(kernel, input.group, group)
      const map: tf.Tensor4D = tf.conv2d(x, filter, settings.stride ?? 1, padding)
      return shift === undefined ? map : tf.add(map, everywhere(shift, group))
    }
    return {
      weights: [...weightsOf(name, input, settings), ...(normalise?.weights ?? [])],
      output,
      apply(x, pass) {
        const kernel = pass.weight(`${name}/kernel`) as tf.Tensor4D
        const shift = bias ? pass.weight(`${name}/bias`) : undefined
        if (!normalise) return convolve(x, kernel, shift)
        if (pass.mode.kind === 'training') return normalise.apply(convolve(x, kernel, shift), pass)
        return convolve(x, ...folded(kernel, shift, norm ?? '', pass))
      },
    }
  }
}

/** Kernel and bias of a convolution that does what its batch norm would do after it. */
function folded(
  kernel: tf.Tensor4D,
  bias: tf.Tensor | undefined,
  norm: string,
  pass: Pass,
): [tf.Tensor4D, tf.Tensor] {
  const { factor, shift } = affineOf(norm, pass)
  return [tf.mul(kernel, factor), bias === undefined ? shift : tf.add(tf.mul(bias, factor), shift)]
}

function weightsOf(name: string, input: MapShape, settings: ConvolutionSettings): WeightSpec[] {
  const { size, channels, bias = true, initial = 'he' } = settings
  const into = input.group.elements.length * input.channels
  return [
    { name: `${name}/kernel`, shape: [size, size, into, channels], initial },
    ...(bias ? [{ name: `${name}/bias`, shape: [channels], initial: 'zeros' } as const] : []),
  ]
}

function outputOf(name: string, input: MapShape, settings: ConvolutionSettings): MapShape {
  const { size, channels, stride = 1, padding = 0, group = trivial, isExact } = settings
  if (group !== trivial && input.height !== input.width)
    throw misfit(name, input, 'a quarter turn only maps square images to themselves.')
  if (padding === 'same') {
    const along = (length: number): number => Math.ceil(length / stride)
    return { height: along(input.height), width: along(input.width), channels, group }
  }
  const room = (length: number): number => length + 2 * padding - size
  const sides = [input.height, input.width]
  needRoom(name, input, { what: 'kernel', size, padding })
  if (isExact && sides.some((side) => room(side) % stride !== 0)) {
    const why = `its stride of ${stride} leaves pixels over, so it would not turn with them.`
    throw misfit(name, input, why)
  }
  const [height, width] = sides.map((side) => Math.floor(room(side) / stride) + 1)
  return { height, width, channels, group }
}
