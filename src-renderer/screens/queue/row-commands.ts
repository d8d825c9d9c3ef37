import type { RunSummary } from '#contract'
import type { Command } from '../../commands/index.ts'

/** Where a run waits. */
interface Waiting {
  readonly place: number
  readonly last: number
  readonly move: (to: number) => void
}

/** What the buttons of a row of the queue do; `waiting` is null where the run is computed now. */
export function rowCommands(
  { id, name, seed, state }: Pick<RunSummary, 'id' | 'name' | 'seed' | 'state'>,
  waiting: Waiting | null,
  pause: () => void,
): readonly Command[] {
  const which = `${name}, seed ${seed}`
  const paused: Command = {
    ...{ id: `queue.pause.${id}`, group: 'Queue: pause', title: `Pause ${which}`, run: pause },
    isEnabled: () => state !== 'pausing',
  }
  if (!waiting) return [paused]
  const { place, last, move } = waiting
  const moved = (where: string, to: number, isPossible: boolean): Command => ({
    ...{ id: `queue.${where}.${id}`, group: 'Queue: order', run: () => move(to) },
    ...{ title: `Move ${which} ${where}`, isEnabled: () => isPossible },
  })
  return [
    moved('up', place - 1, place > 0),
    moved('down', place + 1, place < last),
    moved('to the front', 0, place > 0),
    paused,
  ]
}
