import type { RunRow } from '#store'
import type { RunEvent } from '#trainer'
import { keptCheckpoints } from '../checkpoint/layout.ts'
import { keepMeasures } from '../measuring.ts'
import type { Clock } from './clock.ts'
import type { Fact } from './fact.ts'
import { finishEvaluation } from './finish-evaluation.ts'

/**
 * What each event changes in the store beside series and log.
 * @param begun the evaluation that an earlier lease began; else the first event of one makes it.
 */
export function effectOf(
  run: RunRow,
  begun: number | null,
  clock: Clock,
): (event: RunEvent) => Fact['effect'] {
  let evaluation = begun
  return (event) => {
    const at = clock.now()
    switch (event.kind) {
      case 'runStarted':
        return (store) =>
          store.runs.setOrigin(run.number, { ...event, epochs: store.runs.spec(run.number).epochs })
      case 'checkpointSaved':
        return (store) => {
          const { step, hash, bytes } = event
          store.checkpoints.save(run.number, { step, hash, bytes, savedAt: at })
          const steps = store.checkpoints.ofRun(run.number).map((saved) => saved.step)
          store.checkpoints.keepOnly(run.number, steps.slice(-keptCheckpoints))
        }
      case 'evaluationStarted':
        return (store) => {
          if (begun !== null) return
          const { step, subset, labels, subsetHash, plans: plansTotal } = event
          const protocol = run.protocol ?? store.runs.spec(run.number).evaluation
          const made = { run: run.number, step, protocol, subset, labels, subsetHash }
          evaluation = store.evaluations.add({ ...made, plansTotal, startedAt: at })
        }
      case 'portionEvaluated':
        return (store) => {
          const { position, from, result } = event
          if (evaluation !== null) store.evaluations.addPortion(evaluation, position, from, result)
        }
      case 'planEvaluated':
        return (store) => {
          if (evaluation !== null) store.evaluations.closePlan(evaluation, event.position)
        }
      case 'modelExamined':
        return (store) => {
          if (evaluation !== null) store.evaluations.addInspection(evaluation, event.inspection)
        }
      case 'evaluationFinished':
        return (store) => {
          if (evaluation === null) return
          finishEvaluation(store, run.number, evaluation, at)
          keepMeasures(store, run.number)
        }
      case 'runFinished':
        return (store) => store.runs.setWeightsHash(run.number, event.weightsHash)
      case 'runResumed':
      case 'gateReached':
        return (store) => store.runs.setTotalSteps(run.number, event.totalSteps)
      case 'stepsFinished':
      case 'stageEntered':
      case 'gateMissed':
      case 'epochFinished':
      case 'probeFinished':
      case 'alarmRaised':
        return null
    }
  }
}
