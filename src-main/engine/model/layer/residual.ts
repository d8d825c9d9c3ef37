import * as tf from '@tensorflow/tfjs'
import { CuspError } from '#errors'
import type { LayerMaker } from './layer.ts'

/** What the main path makes, plus the shortcut past it: the input itself when left out. */
export function residual(main: LayerMaker, shortcut?: LayerMaker): LayerMaker {
  return (input) => {
    const [through, past] = [main(input), shortcut?.(input)]
    if (sizes(through.output) !== sizes(past?.output ?? input))
      throw new CuspError(
        'internal',
        `A shortcut past [${sizes(through.output)}] has another size.`,
      )
    return {
      weights: [...through.weights, ...(past?.weights ?? [])],
      output: through.output,
      maps: [...(through.maps ?? []), ...(past?.maps ?? [])],
      apply: (x, pass) => tf.add(through.apply(x, pass), past ? past.apply(x, pass) : x),
    }
  }
}

function sizes({ height, width, channels, group }: ReturnType<LayerMaker>['output']): string {
  return [height, width, channels, group.name].join()
}
