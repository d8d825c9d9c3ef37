import * as tf from '@tensorflow/tfjs'
import type { Compiler } from '../compiler.ts'
import { createEagerCompiler } from './eager.ts'

/**
 * The reference: tfjs's cpu backend, operation by operation, in one thread of JavaScript. Slow and
 * trusted; the other engines are held against it.
 */
export async function createReferenceCompiler(): Promise<Compiler> {
  tf.enableProdMode()
  await tf.ready()
  return createEagerCompiler({ name: 'reference', backend: 'cpu' })
}
