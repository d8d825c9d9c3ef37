import type { Settings } from '#curriculum'
import type { Progress, RunRow } from '#store'
import type { RunEvent } from '#trainer'
import { createPace, type Eta, type Pace } from '../pace.ts'
import type { Clock } from './clock.ts'
import { effectOf } from './effect.ts'
import { eventFact, machinePoints } from './event-fact.ts'
import type { Fact } from './fact.ts'

/** What the host keeps in memory of a run while a worker has it. */
export interface LiveRun {
  readonly number: number
  readonly id: string
  readonly epoch: number
  /** Learns an event and gives what is to be kept of it. */
  take(event: RunEvent, residentBytes: number): Fact
  progress(): Progress
  /** When the present activity ends, at its pace of late. */
  eta(): Eta | null
}

export interface LiveStart {
  readonly run: RunRow
  /** The step of the checkpoint it continues from. */
  readonly step: number
  /** Only the evaluation is left. */
  readonly trained: boolean
  /** An evaluation that an earlier lease began, and how many plans it has finished. */
  readonly evaluation: { readonly id: number; readonly plansDone: number } | null
}

type Work = (step: number) => number

interface State {
  step: number
  totalSteps: number
  images: number
  activity: Progress['activity']
  plansDone: number
  plansTotal: number
  settings: Settings | null
  pace: Pace
}

/** @param work that so many steps are, for the time that is left: later ones may attack more */
export function createLiveRun(
  start: LiveStart,
  clock: Clock,
  work: Work = (step) => step,
): LiveRun {
  const { run, step, trained, evaluation } = start
  const startedAt = clock.elapsed()
  const state: State = {
    step,
    totalSteps: run.totalSteps,
    images: 0,
    activity: trained ? 'evaluating' : null,
    plansDone: evaluation?.plansDone ?? 0,
    plansTotal: run.plansTotal,
    settings: null,
    pace: createPace(),
  }
  state.pace.mark(startedAt, trained ? state.plansDone : work(step), 0)
  let imagesPerSecond = run.imagesPerSecond
  const effects = effectOf(run, evaluation?.id ?? null, clock)
  return {
    number: run.number,
    id: run.id,
    epoch: run.leaseEpoch,
    take: (event, residentBytes) => {
      const made = eventFact(event, clock.now(), state.settings)
      learn(state, event, clock.elapsed(), work)
      if (state.activity === 'training')
        imagesPerSecond = state.pace.imagesPerSecond() ?? imagesPerSecond
      const machine = { imagesPerSecond: state.pace.imagesPerSecond(), residentBytes }
      const points = [...made.points, ...machinePoints(event, machine)]
      return { ...made, points, effect: effects(event) }
    },
    progress: () => ({
      step: state.step,
      activity: state.activity,
      activeMs: run.activeMs + Math.round(clock.elapsed() - startedAt),
      imagesPerSecond,
      plansDone: state.plansDone,
      plansTotal: state.plansTotal,
    }),
    eta: () =>
      state.pace.until(state.activity === 'evaluating' ? state.plansTotal : work(state.totalSteps)),
  }
}

function learn(state: State, event: RunEvent, elapsedMs: number, work: Work): void {
  switch (event.kind) {
    case 'runStarted':
    case 'runResumed':
      state.activity = 'training'
      state.totalSteps = event.totalSteps
      state.pace = createPace()
      state.pace.mark(elapsedMs, work(event.step), 0)
      break
    case 'stepsFinished':
      state.images += event.images
      state.settings = event.settings
      state.pace.mark(elapsedMs, work(event.step), state.images)
      break
    case 'evaluationStarted':
      state.activity = 'evaluating'
      state.plansTotal = event.plans
      state.pace = createPace()
      state.pace.mark(elapsedMs, state.plansDone, 0)
      break
    case 'portionEvaluated':
      break
    case 'planEvaluated':
      state.plansDone++
      state.pace.mark(elapsedMs, state.plansDone, 0)
      break
    case 'gateReached':
      state.totalSteps = event.totalSteps
      break
    case 'stageEntered':
    case 'gateMissed':
    case 'epochFinished':
    case 'probeFinished':
    case 'alarmRaised':
    case 'checkpointSaved':
    case 'modelExamined':
    case 'evaluationFinished':
    case 'runFinished':
  }
  state.step = event.step
}
