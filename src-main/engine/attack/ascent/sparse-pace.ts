import { balls, sparsest } from '../ball/index.ts'
import { returnToBest, type Climber } from './climber.ts'
import type { Pace } from './momentum-pace.ts'

/** A step moves as many pixels as the best point has changed, over this. */
const shrinking = 1.5
/** How far the step size may fall below the radius. */
const longest = 10
/** Below this share of the pixels changed at the last look, the best point has become sparser. */
const sparser = 0.95

/**
 * Auto-PGD's pace in L1: steps along the largest values of the gradient, as many as the best point so
 * far suggests, looked at every 4 % of the steps; the step size is ε again when that point became
 * sparser, else shorter. Source: arXiv 2103.01208, algorithm 1.
 */
export function sparsePace(
  climber: Climber,
  { epsilon, steps }: { epsilon: number; steps: number },
): Pace {
  const { clean } = climber.example
  const size = clean.length
  const window = Math.max(Math.floor((4 * steps) / 100), 1)
  let stepSize = epsilon
  let lastChanged = changedPixels(climber.here, clean)
  let share = lastChanged / size / shrinking
  return {
    next() {
      const { here, gradient } = climber
      const up = sparsest(gradient, share)
      const next = here.map((value, i) => value + stepSize * up[i])
      balls.l1.project(next, clean, epsilon)
      return next
    },
    after(step) {
      if (step % window !== 0) return
      const found = changedPixels(climber.best, clean)
      const isSparser = found < sparser * lastChanged
      share = found / size / shrinking
      stepSize = isSparser ? epsilon : Math.max(stepSize / shrinking, epsilon / longest)
      lastChanged = found
      if (isSparser) returnToBest(climber)
    },
  }
}

function changedPixels(image: Float32Array, clean: Float32Array): number {
  let changed = 0
  for (let i = 0; i < image.length; i++) if (image[i] !== clean[i]) changed++
  return changed
}
