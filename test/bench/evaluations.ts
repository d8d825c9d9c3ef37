import { askPeers } from '../agreement/ask-peers.ts'
import { gridCase, inBall, type Case } from '../agreement/cases.ts'
import { openSubject } from '../agreement/subject.ts'
import type { RowResult } from './table.ts'

/** Whole evaluations of a trained network on 100 digits: the grid of Engstrom et al., AutoAttack. */
const rows: readonly Case[] = [
  gridCase('spatial grid of 775', {
    rotation: 30,
    translation: 3,
    rotations: 31,
    translations: 5,
  }),
  inBall('AutoAttack standard', { norm: 'linf', epsilon: 0.1 }, 1, { attack: 'autoattack' }, [
    {
      library: 'torchattacks',
      attack: 'AutoAttack',
      settings: { norm: 'Linf', eps: 0.1, version: 'standard', n_classes: 10 },
    },
  ]),
]

/** Milliseconds of each evaluation, ours and the peers' in turn within a round. */
export async function timeEvaluations(rounds: number, withPeers: boolean): Promise<RowResult[]> {
  const subject = await openSubject(100)
  const timings: Record<string, Record<string, number[]>> = {}
  const note = (row: string, contender: string, ms: number): void => {
    const ofRow = (timings[row] ??= {})
    ;(ofRow[contender] ??= []).push(ms)
  }
  for (let round = 0; round < rounds; round++) {
    const session = await subject.engine.openEvaluation(subject.of, subject.weights)
    for (const { name, plan } of rows) {
      const start = performance.now()
      await session.attack(plan, subject.batch, ['benchmark'])
      note(name, 'Cusp onnx', performance.now() - start)
    }
    await session.close()
    if (!withPeers) continue
    for (const { case: row, library, runs } of (await askPeers(subject, rows)).cases)
      note(row, library, runs[0].seconds * 1000)
  }
  return rows.map(({ name }) => ({ row: name, timings: timings[name] ?? {} }))
}
