import { describe, expect, it } from 'vitest'
import { createRecent } from '../../../../../src-main/host/worker/laboratory/recent.ts'

function shelf(most: number) {
  const opened: string[] = []
  const closed: string[] = []
  const recent = createRecent<string>(most, async (value) => void closed.push(value))
  const open = (key: string) => async () => {
    opened.push(key)
    return key
  }
  const use = (key: string, work = async (value: string) => value) =>
    recent.use(key, open(key), work)
  return { opened, closed, use }
}

describe('host/worker/laboratory/recent', () => {
  it('opens what it does not keep, and closes what was not used for longest', async () => {
    const { opened, closed, use } = shelf(2)
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await use(key)).toBe(key)
    expect(opened).toEqual(['a', 'b', 'c', 'b'])
    expect(closed).toEqual(['b', 'c'])
  })

  it('closes nothing that is in use, but once the work is done', async () => {
    const { closed, use } = shelf(1)
    const work = Promise.withResolvers<string>()
    const used = use('a', () => work.promise)
    await use('b')
    await use('c')
    expect(closed).toEqual(['b'])
    work.resolve('done')
    expect(await used).toBe('done')
    expect(closed).toEqual(['b', 'a'])
  })

  it('keeps nothing that could not be opened', async () => {
    const recent = createRecent<string>(2)
    const fail = () =>
      recent.use(
        'a',
        async () => Promise.reject(new Error('no')),
        async (value) => value,
      )
    await expect(fail()).rejects.toThrow('no')
    expect(
      await recent.use(
        'a',
        async () => 'yes',
        async (value) => value,
      ),
    ).toBe('yes')
  })
})
