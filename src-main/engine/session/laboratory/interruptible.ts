import type { DifferentiableModel } from '../../attack/index.ts'

/**
 * The same model, which pauses before every question: whoever waits for something else gets a turn
 * between two graphs, and a pause that throws ends whatever was being computed.
 */
export function interruptible(
  model: DifferentiableModel,
  pause: () => Promise<void>,
): DifferentiableModel {
  const after = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
    await pause()
    return ask()
  }
  const { shape, pixels, classes } = model
  return {
    shape,
    pixels,
    classes,
    logits: (...asked) => after(() => model.logits(...asked)),
    probabilities: (...asked) => after(() => model.probabilities(...asked)),
    judge: (...asked) => after(() => model.judge(...asked)),
    warp: (...asked) => after(() => model.warp(...asked)),
    flow: (...asked) => after(() => model.flow(...asked)),
    start: (...asked) => after(() => model.start(...asked)),
    ascend: (...asked) => after(() => model.ascend(...asked)),
    slope: (...asked) => after(() => model.slope(...asked)),
    transformSlope: (...asked) => after(() => model.transformSlope(...asked)),
    flowSlope: (...asked) => after(() => model.flowSlope(...asked)),
    pullback: (...asked) => after(() => model.pullback(...asked)),
  }
}
