import { largestConcurrency, type Queue, type RunSummary } from '#contract'
import type { Command, Commands } from '../../commands/index.ts'

/** What the buttons of the queue do. */
export interface QueueActs {
  readonly move: (run: string, to: number) => void
  readonly pause: (run: string) => void
  readonly cancel: (run: RunSummary) => void
  readonly compute: (atATime: number) => void
}

/**
 * The buttons of all rows as four commands that ask of which run: four commands for each waiting run
 * would fill the palette with fifty lines that differ in a number.
 */
export function queueCommands(
  commands: Pick<Commands, 'asking'>,
  queue: () => Queue | null,
  acts: QueueActs,
): readonly Command[] {
  const waiting = () => queue()?.waiting ?? []
  const all = () => [...(queue()?.running ?? []), ...waiting()]
  const pausable = () => all().filter(({ state }) => state !== 'pausing')
  const group = 'Queue'
  const ask = (
    id: string,
    title: string,
    of: () => readonly RunSummary[],
    choice: (run: RunSummary) => Command,
  ): Command =>
    commands.asking({
      ...{ id: `queue.ask.${id}`, title, group },
      isEnabled: () => of().length > 0,
      choices: { asks: 'Which run?', list: () => of().map(choice) },
    })
  return [
    ask('move', 'Move a waiting run…', waiting, (run) => moveOf(commands, run, waiting, acts)),
    ask('pause', 'Pause a run…', pausable, (run) => ({
      ...{ id: `queue.pause.${run.id}`, title: `Pause ${called(run)}`, group },
      run: () => acts.pause(run.id),
    })),
    ask('cancel', 'Cancel a run…', all, (run) => ({
      ...{ id: `queue.cancel.${run.id}`, title: `Cancel ${called(run)}…`, group },
      run: () => acts.cancel(run),
    })),
    commands.asking({
      ...{ id: 'queue.ask.concurrency', title: 'Runs computed at a time…', group },
      isEnabled: () => queue() !== null,
      choices: {
        asks: 'How many at a time?',
        list: () => sizes.map((size) => concurrency(size, queue()?.concurrency, acts)),
      },
    }),
  ]
}

const sizes = Array.from({ length: largestConcurrency }, (_, i) => i + 1)

function concurrency(size: number, now: number | undefined, { compute }: QueueActs): Command {
  const title = `Compute ${size === 1 ? 'one run' : `${size} runs`} at a time`
  return {
    ...{ id: `queue.concurrency.${size}`, title, group: 'Queue', run: () => compute(size) },
    isEnabled: () => size !== now,
  }
}

/** Where a waiting run can be moved to from where it is. */
function moveOf(
  commands: Pick<Commands, 'asking'>,
  run: RunSummary,
  waiting: () => readonly RunSummary[],
  { move }: QueueActs,
): Command {
  const place = () => waiting().findIndex(({ id }) => id === run.id)
  const last = () => waiting().length - 1
  const to = (where: string, target: () => number, isPossible: () => boolean): Command => ({
    ...{ id: `queue.${where}.${run.id}`, title: `Move ${called(run)} ${where}`, group: 'Queue' },
    ...{ isEnabled: isPossible, run: () => move(run.id, target()) },
  })
  const canRise = () => place() > 0
  const canSink = () => place() < last()
  return commands.asking({
    ...{ id: `queue.move.${run.id}`, group: 'Queue' },
    title: `Move ${called(run)}…`,
    isEnabled: () => last() > 0,
    choices: {
      asks: 'Where to?',
      list: () => [
        to('to the front', () => 0, canRise),
        to('up', () => place() - 1, canRise),
        to('down', () => place() + 1, canSink),
        to('to the end', last, canSink),
      ],
    },
  })
}

function called({ name, seed }: RunSummary): string {
  return `${name}, seed ${seed}`
}
