import { CuspError } from '#errors'
import type { Dataset } from '#dataset'
import { decodeSnapshot, weightsHash } from '#engine'
import type { PlanOf } from '#threat'
import { evaluatedWeights, type Engine, type EvaluationSession } from '#trainer'
import { readSnapshot } from '../checkpoint/index.ts'
import type { TransferSource } from './messages.ts'

type Named = PlanOf<'transfer'>['from']

/** Networks that perturbed inputs are crafted on, each opened once. */
export interface TransferSources {
  /** @throws CuspError `checkpoint.missing` when its weights are no longer those that are named. */
  open(from: Named): Promise<EvaluationSession>
  close(): Promise<void>
}

export function transferSources(
  sources: readonly TransferSource[],
  engine: Engine,
  { shape, classes }: Dataset,
): TransferSources {
  const opened = new Map<string, Promise<EvaluationSession>>()
  const open = async ({ run, weights }: Named): Promise<EvaluationSession> => {
    const source = sources.find((each) => each.run === run)
    if (!source) throw new CuspError('internal', `Run ${run} is not among this job's sources.`)
    const { bytes } = await readSnapshot(source.checkpoints, source.from)
    const arrays = evaluatedWeights(decodeSnapshot(bytes))
    if (weightsHash(arrays) !== weights) throw changed(run)
    const subject = { spec: source.spec, shape, classes: classes.length }
    return engine.openEvaluation(subject, arrays)
  }
  return {
    open(from) {
      const session = opened.get(from.run) ?? open(from)
      opened.set(from.run, session)
      return session
    },
    async close() {
      for (const session of opened.values()) await (await session).close()
    },
  }
}

function changed(run: string): CuspError {
  const message = `The newest checkpoint of run ${run} has other weights than the protocol names.`
  return new CuspError('checkpoint.missing', message, { place: run })
}
