import { settingsAt, stepsUnder, type Settings } from '#curriculum'
import type { Course } from './course.ts'
import { diverged, firstBroken } from './diverged.ts'
import type { Snapshot, TrainingSession } from './engine.ts'
import type { TrainJob } from './job.ts'
import type { Memory } from './memory.ts'
import type { StepWindow } from './step-window.ts'

/** Where training stands between two steps. */
export interface Progress {
  readonly job: TrainJob
  readonly course: Course
  readonly session: TrainingSession
  readonly window: StepWindow
  step: number
  memory: Memory
  /** Step of the newest checkpoint. */
  saved: number | undefined
}

/** Steps of the run with the gates that have opened so far. */
export function totalOf({ course, memory }: Progress): number {
  return stepsUnder(course.curriculum, memory.gates)
}

/** What holds at a step, with the gates that have opened so far. */
export function settingsOf({ course, memory }: Progress, step: number): Settings {
  return settingsAt(course.curriculum, step, memory.gates)
}

/** The run as it is, if its weights are numbers: nothing else is ever probed or saved. */
export async function soundSnapshot(progress: Progress): Promise<Snapshot> {
  const { session, step, memory, saved } = progress
  const snapshot = await session.snapshot()
  const broken = firstBroken(snapshot)
  if (broken === undefined) return { ...snapshot, memory: JSON.stringify(memory) }
  const what = `"${broken}" stopped holding finite numbers`
  throw diverged(what, step - 1, settingsOf(progress, step - 1), saved)
}
