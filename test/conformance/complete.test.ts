import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import { architectures, lossSpecSchema, type ArchitectureName } from '#spec'
import { attackPlanSchema } from '#threat'
import { trace } from '../../src-main/engine/graph/index.ts'
import { lowerings } from '../../src-main/engine/graph/lower/index.ts'
import { objectiveOf } from '../../src-main/engine/loss/index.ts'
import { attackCases } from './attacks/plans.ts'
import { operationCases } from './operations/index.ts'

/** Kernels that the cases' programs ask tfjs for: tracing asks for all and computes none. */
async function kernelsOfCases(): Promise<Set<string>> {
  await tf.ready()
  const asked = vi.spyOn(tf.engine(), 'runKernel')
  for (const { inputs, program } of operationCases) {
    const specs = inputs.map(({ shape, dtype = 'float32' }) => ({ shape, dtype }))
    trace(program, specs)
  }
  return new Set(asked.mock.calls.map(([kernel]) => kernel))
}

/** The case whose family a network is of: the same layers, narrower. */
const familyOf: Readonly<Record<ArchitectureName, string>> = {
  'std-cnn': 'std-cnn',
  'madry-cnn': 'madry-cnn',
  'p4-cnn-small': 'p4-cnn-small',
  'z2-cnn': 'z2-cnn',
  'p4-cnn': 'z2-cnn',
  'vgg16-bn': 'vgg',
  'resnet-18': 'resnet',
  'preact-resnet-18': 'wide-resnet',
  'wide-resnet': 'wide-resnet',
  'p4m-resnet-18': 'p4m-resnet',
}

describe('conformance is complete', () => {
  it('runs every kernel that can be traced', async () => {
    const run = await kernelsOfCases()
    expect(Object.keys(lowerings).filter((kernel) => !run.has(kernel))).toEqual([])
  }, 600_000)

  it('has a case for the family of every network', () => {
    const names = operationCases.map(({ name }) => name)
    const without = architectures.filter(
      (each) => !names.some((name) => name.startsWith(familyOf[each])),
    )
    expect(without).toEqual([])
  })

  it('has a case for the gradient of every loss', () => {
    const kinds = lossSpecSchema.options.map(({ shape }) => shape.kind.value)
    expect(kinds.length).toBeGreaterThan(0)
    const names = operationCases.map(({ name }) => name)
    const without = kinds.filter((kind) => {
      const { name } = objectiveOf(lossSpecSchema.parse({ kind }), true)
      return !names.some((each) => each.endsWith(`the gradient of ${name}`))
    })
    expect(without).toEqual([])
  })

  it('has a case for every attack', () => {
    const kinds = attackPlanSchema.options.map(({ shape }) => shape.attack.value)
    expect(kinds.length).toBeGreaterThan(0)
    const run = new Set(attackCases.map(({ plan }) => plan.attack))
    expect(kinds.filter((kind) => !run.has(kind))).toEqual([])
  })
})
