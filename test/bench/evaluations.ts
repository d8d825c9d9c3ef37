import { askPeers } from '../agreement/ask-peers.ts'
import { autoattackOfParts, gridCase, inBall, type Case } from '../agreement/cases.ts'
import { openSubject } from '../agreement/subject.ts'
import type { Cell, Outcome } from './cell.ts'
import { cpuTime } from './cpu-time.ts'
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

/** How whole evaluations are timed: as the rows are. */
interface Manner {
  readonly threads: number
  readonly most: number
  readonly withPeers: boolean
  readonly byCpu: boolean
}

/** Milliseconds of each evaluation, ours and the peers' in turn within a round, of which two will do. */
export async function timeEvaluations(
  { threads, most, withPeers, byCpu }: Manner,
  progress: (text: string) => void,
): Promise<Cell[]> {
  const rounds = Math.min(2, most)
  progress('training the network that is evaluated …')
  const subject = await openSubject(100, threads)
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
      const [start, worked] = [performance.now(), cpuTime()]
      await session.attack(plan, subject.batch, ['benchmark'])
      note(name, ours, byCpu ? cpuTime() - worked : performance.now() - start)
    }
    await session.close()
    if (!withPeers) continue
    const answers = await askPeers(subject, cases)
    versions = { ...answers.versions, ...versions }
    for (const { case: row, library, runs } of answers.cases)
      note(row, library, 1000 * (byCpu ? runs[0].cpuSeconds : runs[0].seconds))
  }
  return cases.map(({ name }) => ({
    subject: 'evaluations',
    row: name,
    repeats: 1,
    outcomes: outcomes[name] ?? {},
  }))
}
