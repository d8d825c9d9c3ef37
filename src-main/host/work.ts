import { passesAt, settingsAt } from '#curriculum'
import { resolveRun, type RunSpec } from '#spec'

/** Steps that are looked at: settings move slowly. */
const looks = 1000

/**
 * How much of its work a run has done after so many steps, in passes through the network: a backward
 * pass counts as two. A stage that may end early moves what lies behind it, so with gates every step
 * counts alike.
 */
export function workOf(spec: RunSpec): (step: number) => number {
  const { curriculum } = resolveRun(spec)
  const { steps } = curriculum.extent
  if (steps === 0 || curriculum.stages.some(({ gate }) => gate !== undefined)) return (step) => step
  const count = Math.min(steps, looks)
  const width = steps / count
  const done = [0]
  for (let look = 0; look < count; look++) {
    const settings = settingsAt(curriculum, Math.floor((look + 0.5) * width))
    const { forward, backward } = passesAt(settings, spec)
    done.push(done[look] + width * (forward + 2 * backward))
  }
  return (step) => {
    const at = Math.min(Math.max(step / width, 0), count)
    const look = Math.min(Math.floor(at), count - 1)
    return done[look] + (at - look) * (done[look + 1] - done[look])
  }
}
