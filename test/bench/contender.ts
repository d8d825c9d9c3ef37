import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answer, Question, Ready } from './protocol.ts'

/** A program that can be timed at a row: how its process is started, and its name in tables. */
export interface Entrant {
  readonly name: string
  /** Those of a library of attacks share a column. */
  readonly isLibrary?: true
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** An entrant whose process has started and answers. */
export interface Contender {
  readonly entrant: Entrant
  readonly ready: Ready
  /** @throws Error when the process ends or `limitMs` pass; it is then killed. */
  ask(question: Question, limitMs: number): Promise<Answer>
  close(): void
}

/** Starts an entrant's process. @throws Error with the last it said when it does not get ready. */
export async function startContender(entrant: Entrant, limitMs: number): Promise<Contender> {
  const child = spawn(entrant.command, entrant.arguments, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...entrant.environment },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  child.on('error', (error) => (said += error.message))
  // Whoever was killed for taking too long is not asked again.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (limit: number): Promise<unknown> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, limit, 'late')
    })
    const line = await Promise.race([lines.next(), late])
    clearTimeout(timer)
    if (line !== 'late' && !line.done) return JSON.parse(line.value)
    child.kill('SIGKILL')
    const last = said.trim().split('\n').at(-1)
    throw new Error(line === 'late' ? `no answer in ${limit / 1000} s` : `ended: ${last ?? ''}`)
  }
  const ready = (await next(limitMs)) as Ready
  return {
    entrant,
    ready,
    ask: async (question, limit) => {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      return (await next(limit)) as Answer
    },
    close: () => child.kill('SIGKILL'),
  }
}
