import { passesAt, positionsResolved, settingsAt } from '#curriculum'
import type { TrainingSpeed } from '#contract'
import { extentOfRun, type RunSpec } from '#spec'
import type { Desk } from '../desk.ts'

/** Runs looked at: the newest say how fast this machine is now. */
const mostRuns = 8

/**
 * How fast runs of the same network on the same images went in their last seconds of training. A run
 * came by so many images a second, and each took the passes that its curriculum asked for there.
 */
export function trainingSpeed({ store }: Desk, spec: RunSpec): TrainingSpeed | null {
  const speeds: number[] = []
  for (const run of store.runs.list()) {
    if (speeds.length === mostRuns) break
    const { architecture, imagesPerSecond, step, number } = run
    if (architecture !== spec.model.architecture || !imagesPerSecond || step === 0) continue
    const ran = store.runs.spec(number)
    if (!isAlike(ran, spec)) continue
    const settings = settingsAt(positionsResolved(ran.curriculum, extentOfRun(ran)), step - 1)
    const { forward, backward } = passesAt(settings, ran)
    speeds.push(imagesPerSecond * (forward + backward))
  }
  if (speeds.length === 0) return null
  return {
    passesPerSecond: speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length,
    spread: (Math.max(...speeds) - Math.min(...speeds)) / 2,
    runs: speeds.length,
  }
}

function isAlike(a: RunSpec, b: RunSpec): boolean {
  const essence = ({ model, dataset }: RunSpec) => JSON.stringify([model, dataset.source])
  return essence(a) === essence(b)
}
