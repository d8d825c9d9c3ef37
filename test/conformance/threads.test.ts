import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOnnxCompiler, type Buffer, type Compiler } from '#engine'
import { planKey } from '#threat'
import type { EvaluationSession } from '#trainer'
import { attackCases } from './attacks/plans.ts'
import { attackKey, attackedBatch, openSession } from './attacks/subject.ts'
import { compileCase, type OperationCase } from './operation-case.ts'
import { operationCases } from './operations/index.ts'

/** Sums over an output's whole gradient, which without blocked kernels are split between threads. */
const splitInPlainLayout = 'conv2d 5×5, one channel, batch of 16'

async function outputs(compiler: Compiler, operation: OperationCase): Promise<Buffer[]> {
  const subject = await compileCase(compiler, operation)
  const found = await subject.run()
  await subject.compiled.dispose()
  return found
}

for (const layout of ['blocks', 'plain'] as const)
  describe(`conformance of one thread and two, in ${layout}`, () => {
    let compilers: Compiler[]
    let sessions: EvaluationSession[]
    beforeAll(async () => {
      const both = [1, 2].map((threads) => createOnnxCompiler({ threads, layout }))
      compilers = await Promise.all(both)
      sessions = compilers.map(openSession)
    })
    afterAll(() => Promise.all(sessions.map((session) => session.close())))

    const same = operationCases.filter(
      ({ name }) => layout === 'blocks' || name !== splitInPlainLayout,
    )
    for (const each of same)
      it(`gives the same bits on ${each.name}`, async () => {
        const [one, two] = compilers
        expect(await outputs(two, each)).toEqual(await outputs(one, each))
      })

    for (const { plan } of attackCases)
      it(`gives the same bits at ${planKey(plan)}`, async () => {
        const batch = await attackedBatch()
        const [one, two] = sessions
        expect(await two.attack(plan, batch, attackKey)).toEqual(
          await one.attack(plan, batch, attackKey),
        )
      })
  })
