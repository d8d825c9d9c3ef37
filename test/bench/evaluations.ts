import { askPeers } from '../agreement/ask-peers.ts'
import { autoattackOfParts, gridCase, inBall, type Case } from '../agreement/cases.ts'
import { openSubject } from '../agreement/subject.ts'
import type { Cell, Outcome } from './cell.ts'
import { ours } from './entrants.ts'

/** Whole evaluations of a trained network on 100 digits: the grid of Engstrom et al., AutoAttack. */
const cases: readonly Case[] = [
  gridCase('spatial grid of 775', {
    rotation: 30,
    translation: 3,
    rotations: 31,
    translations: 5,
  }),
  inBall('AutoAttack standard', { norm: 'linf', epsilon: 0.1 }, 1, { attack: 'autoattack' }, [
    autoattackOfParts,
  ]),
]

/** Milliseconds of each evaluation, ours and the peers' in turn within a round. */
export async function timeEvaluations(
  rounds: number,
  withPeers: boolean,
  progress: (text: string) => void,
): Promise<Cell[]> {
  progress('training the network that is evaluated …')
  const subject = await openSubject(100)
  let versions: Readonly<Record<string, string>> = {
    [ours]: subject.engine.description.versions['onnxruntime-node'],
  }
  const outcomes: Record<string, Record<string, Outcome>> = {}
  const note = (row: string, contender: string, ms: number): void => {
    const ofRow = (outcomes[row] ??= {})
    const before = ofRow[contender]
    const all = before?.kind === 'timed' ? [...before.ms, ms] : [ms]
    ofRow[contender] = { kind: 'timed', version: versions[contender] ?? '', ms: all }
  }
  for (let round = 0; round < rounds; round++) {
    progress(`evaluations, round ${round + 1} of ${rounds} …`)
    const session = await subject.engine.openEvaluation(subject.of, subject.weights)
    for (const { name, plan } of cases) {
      const start = performance.now()
      await session.attack(plan, subject.batch, ['benchmark'])
      note(name, ours, performance.now() - start)
    }
    await session.close()
    if (!withPeers) continue
    const answers = await askPeers(subject, cases)
    versions = { ...answers.versions, ...versions }
    for (const { case: row, library, runs } of answers.cases)
      note(row, library, runs[0].seconds * 1000)
  }
  return cases.map(({ name }) => ({
    subject: 'evaluations',
    row: name,
    repeats: 1,
    outcomes: outcomes[name] ?? {},
  }))
}
