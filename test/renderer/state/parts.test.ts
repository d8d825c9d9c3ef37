import { describe, expect, it, vi } from 'vitest'
import { Parts } from '../../../src-renderer/state/index.ts'

interface Asked {
  readonly n: number
  readonly line: string
}

/** A host whose answers have as many parts as it is told to give. */
function slowHost() {
  const asked: { question: Asked; give: (part: string) => void; end: (error?: Error) => void }[] =
    []
  const aborted: number[] = []
  const parts = new Parts<Asked, string>(async (question, { signal }) => {
    const given: string[] = []
    let wake: () => void = () => undefined
    let over: { readonly error: Error | undefined } | undefined
    signal.addEventListener('abort', () => aborted.push(question.n))
    asked.push({
      question,
      give: (part) => {
        given.push(part)
        wake()
      },
      end: (error) => {
        over = { error }
        wake()
      },
    })
    return (async function* () {
      for (;;) {
        yield* given.splice(0)
        if (over?.error) throw over.error
        if (over) return
        await new Promise<void>((resolve) => (wake = resolve))
      }
    })()
  })
  return { asked, aborted, parts }
}

describe('state/parts', () => {
  it('keeps what has come while more is to come', async () => {
    const { asked, parts } = slowHost()
    const ended = parts.start({ n: 1 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.give('a')
    await vi.waitFor(() => expect(parts.all).toEqual(['a']))
    expect(parts.progress.is).toBe('asking')
    asked[0]?.give('b')
    asked[0]?.end()
    await ended
    expect([parts.all, parts.progress.is]).toEqual([['a', 'b'], 'done'])
  })

  it('hears nothing of a question after the next one', async () => {
    const { asked, aborted, parts } = slowHost()
    void parts.start({ n: 1 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    const ended = parts.start({ n: 2 })
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    asked[0]?.give('old')
    asked[1]?.give('new')
    asked[1]?.end()
    await ended
    expect(aborted).toEqual([1])
    expect(parts.all).toEqual(['new'])
    expect(new Set(asked.map(({ question }) => question.line)).size).toBe(1)
  })

  it('says that it was cancelled, and keeps what came before', async () => {
    const { asked, aborted, parts } = slowHost()
    void parts.start({ n: 1 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.give('a')
    await vi.waitFor(() => expect(parts.all).toEqual(['a']))
    parts.cancel()
    asked[0]?.give('late')
    expect([parts.all, parts.progress.is, aborted]).toEqual([['a'], 'cancelled', [1]])
  })

  it('says why a question was refused', async () => {
    const { asked, parts } = slowHost()
    const ended = parts.start({ n: 1 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    asked[0]?.end(new Error('no such run'))
    await ended
    expect(parts.progress).toMatchObject({ is: 'refused', sentence: 'no such run' })
  })
})
