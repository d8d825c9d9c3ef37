import type { RunSummary, Scores } from '#contract'
import type { RunRow } from '#store'
import type { Eta } from './pace.ts'

/** A row of the list of runs. @param eta of the worker that has it now, if one has. */
export function summaryOf(run: RunRow, eta: Eta | null): RunSummary {
  const isLive = run.state === 'running' || run.state === 'pausing'
  const { id, number, name, group, study, state, activity, createdAt, startedAt, finishedAt } = run
  const { step, totalSteps, plansDone, plansTotal, seed, architecture, loss, curriculum } = run
  return {
    ...{ id, number, name, group, study, state, activity, createdAt, startedAt, finishedAt },
    ...{ step, totalSteps, plansDone, plansTotal, seed, architecture, loss, curriculum },
    activeSeconds: run.activeMs / 1000,
    imagesPerSecond: run.imagesPerSecond,
    etaSeconds: isLive && eta ? eta.seconds : null,
    etaSpreadSeconds: isLive && eta ? eta.spreadSeconds : null,
    scores: run.scores === null ? null : (JSON.parse(run.scores) as Scores),
    fault: run.faultCode === null ? null : { code: run.faultCode, message: run.faultMessage ?? '' },
  }
}
