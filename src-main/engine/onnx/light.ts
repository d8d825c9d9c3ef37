import { elementCount, type Graph } from '../graph/index.ts'

/** Numbers of a tensor up to which passes over it are sooner done than shared. */
const shared = 2 ** 19

const products = /Conv|MatMul|Gemm/

/**
 * Whether a graph is only passes over small tensors, as a warp of one batch is: one thread does them
 * while another would wake.
 */
export function isLight({ nodes }: Graph): boolean {
  return nodes.every(
    ({ type, outputs }) =>
      !products.test(type) && outputs.every((value) => elementCount(value.shape) <= shared),
  )
}
