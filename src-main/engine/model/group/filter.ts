import type * as tf from '@tensorflow/tfjs'
import { concat } from '@tensorflow/tfjs'
import { trivial, type Group } from './group.ts'
import { moved, permuted } from './move.ts'

/**
 * The ordinary filter of a group convolution: the kernel once for each element of the group, moved
 * by it (Cohen and Welling 2016, arXiv 1602.07576, eq. 10 and 11). Only rearranges the kernel, so
 * gradients flow back exactly and a convolution library does the work.
 * @param kernel `[size, size, element · in, out]`; from a planar map `[size, size, in, out]`
 * @returns `[size, size, element · in, element · out]`
 */
export function groupFilter(kernel: tf.Tensor4D, from: Group, to: Group): tf.Tensor4D {
  if (to === trivial) return kernel
  const copies = to.elements.map((element) => {
    const facing = from === trivial ? kernel : permuted(kernel, 2, from, element)
    return moved(facing, element, 0)
  })
  return concat(copies, 3)
}
