import { setImmediate as nextTurn } from 'node:timers/promises'
import { asCuspError, CuspError } from '#errors'
import { isLong } from '../../laboratory/is-long.ts'
import type {
  FromLaboratory,
  LaboratorySetting,
  Question,
  ToLaboratory,
} from '../../laboratory/messages.ts'
import { answer } from './answer.ts'
import { openShelf } from './shelf.ts'

/** Answers the host's questions until the process is ended. */
export function serveLaboratory(setting: LaboratorySetting): void {
  const shelf = openShelf(setting)
  const dropped = new Set<number>()
  /** The short question under way: a long one waits for it between two graphs. */
  let short: Promise<void> = Promise.resolve()

  const pauseOf = (id: number, isPatient: boolean) => async (): Promise<void> => {
    // Messages are read between two turns of the loop only.
    await nextTurn()
    if (isPatient) await short
    if (dropped.has(id)) throw new CuspError('laboratory.superseded', 'It is not asked any more.')
  }
  const take = async (id: number, question: Question): Promise<void> => {
    const tell = (part: unknown): void => post({ kind: 'part', id, part })
    try {
      const found = await answer(question, shelf, { pause: pauseOf(id, isLong(question)), tell })
      post({ kind: 'answered', id, answer: found })
    } catch (error) {
      const { code, message, place } = asCuspError(error)
      if (code === 'internal') process.stderr.write(`${String((error as Error).stack)}\n`)
      post({ kind: 'refused', id, code, message, place })
    } finally {
      dropped.delete(id)
    }
  }
  process.on('message', (message: ToLaboratory) => {
    if (message.kind === 'drop') return void dropped.add(message.id)
    const { id, question } = message
    const taken = take(id, question)
    if (!isLong(question)) short = taken
  })
}

function post(message: FromLaboratory): void {
  process.send?.(message, undefined, undefined, () => undefined)
}
