import { beforeAll, describe, expect, it } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { createReferenceCompiler, type Buffer, type Compiler, type TensorSpec } from '#engine'
import { describeAttacks } from './attacks/attacks.ts'
import { compileCase, type OperationCase } from './operation-case.ts'
import { operationCases } from './operations/index.ts'
import { describeSlopes } from './slopes.ts'
import { describeSteps } from './steps.ts'

/**
 * Holds a compiler against the reference on every operation: values, gradients where there are any,
 * and the same bits again on a second run; its gradients against its own finite differences; and its
 * attacks against the reference's.
 */
export function describeEngine(name: string, createCompiler: () => Promise<Compiler>): void {
  describe(`conformance of ${name}`, () => {
    let compiler: Compiler
    let reference: Compiler
    beforeAll(async () => {
      compiler = await createCompiler()
      reference = await createReferenceCompiler()
    })

    for (const each of operationCases) {
      it(`agrees with the reference on ${each.name}`, async () => {
        await agree(compiler, reference, each)
      })
    }
    describeSlopes(async () => compiler)
    describeSteps(async () => compiler)
    describeAttacks(async () => compiler)
  })
}

interface Outputs {
  readonly specs: readonly TensorSpec[]
  /** Of one run after the other. */
  readonly runs: readonly (readonly Buffer[])[]
}

async function outputsOf(
  compiler: Compiler,
  operation: OperationCase,
  count: number,
): Promise<Outputs> {
  const subject = await compileCase(compiler, operation)
  const runs: Buffer[][] = []
  for (let run = 0; run < count; run++) runs.push(await subject.run())
  await subject.compiled.dispose()
  return { specs: subject.compiled.outputs, runs }
}

const trusted = new Map<OperationCase, Promise<Outputs>>()

/** What the reference, which is slow, makes of a case, once for all engines of a test file. */
function trustedOutputs(reference: Compiler, each: OperationCase): Promise<Outputs> {
  const found = trusted.get(each) ?? outputsOf(reference, each, 1)
  trusted.set(each, found)
  return found
}

/** Fails unless both compilers give the same outputs to the case's tolerance. */
async function agree(compiler: Compiler, reference: Compiler, each: OperationCase): Promise<void> {
  const { name, tolerance = 1e-5 } = each
  const tensors = tf.memory().numTensors
  const subject = await outputsOf(compiler, each, 2)
  const expected = await trustedOutputs(reference, each)
  const [first, again] = subject.runs
  expect(subject.specs).toEqual(expected.specs)
  expect(again).toEqual(first)
  first.forEach((output, i) => {
    const right = expected.runs[0][i]
    if (right === undefined) throw new Error(`${name} has no output ${i} on the reference`)
    expect(output.constructor).toBe(right.constructor)
    expect(output.length).toBe(right.length)
    expect({ output: i, ...worst(output, right) }).toSatisfy(
      ({ error }: Difference) => error <= tolerance,
    )
  })
  expect(tf.memory().numTensors).toBe(tensors)
}

interface Difference {
  readonly error: number
  readonly at: number
  readonly value: number
  readonly right: number
}

/** The largest difference, relative to the right value where that exceeds 1. */
function worst(output: ArrayLike<number>, right: ArrayLike<number>): Difference {
  let found: Difference = { error: 0, at: -1, value: 0, right: 0 }
  for (let at = 0; at < right.length; at++) {
    const [value = NaN, wanted = NaN] = [output[at], right[at]]
    const same = Object.is(value, wanted) || value === wanted
    const error = same ? 0 : Math.abs(value - wanted) / Math.max(1, Math.abs(wanted))
    if (error > found.error || Number.isNaN(error)) found = { error, at, value, right: wanted }
    if (Number.isNaN(error)) return { ...found, error: Infinity }
  }
  return found
}
