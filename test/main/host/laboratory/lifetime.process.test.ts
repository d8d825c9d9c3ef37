import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttackPlan } from '#threat'
import { collect, openRig, pgd, type Rig } from './rig.ts'

let rig: Rig
let client: Rig['client']
let model: Rig['model']
const look: Rig['look'] = (changes) => rig.look(changes)

beforeAll(async () => {
  rig = await openRig()
  ;({ client, model } = rig)
})
afterAll(() => rig.close())

/** Reads a stream to its end, whatever is left of it. */
async function drain(points: AsyncIterator<unknown>): Promise<void> {
  for (;;) if ((await points.next()).done) return
}

describe('host/laboratory: its process', () => {
  const slow = () => {
    const values = Array.from({ length: 32 }, (_, i) => 0.01 * i)
    const plan: AttackPlan = { ...pgd, steps: 200, restarts: 20 }
    const indices = Array.from({ length: 128 }, (_, i) => i)
    return { model, indices, plan, over: 'epsilon' as const, values }
  }

  it('answers one question of a line, the newest', async () => {
    const asked = Array.from({ length: 8 }, (_, seed) => look({ seed, line: 'slider' }))
    const ends = await Promise.allSettled(asked)
    const refused = ends.slice(0, -1).filter(({ status }) => status === 'rejected')
    for (const end of refused)
      expect((end as PromiseRejectedResult).reason).toMatchObject({
        data: { code: 'laboratory.superseded' },
      })
    // The first may have been answered before the second came; the others were still waiting.
    expect(refused.length).toBeGreaterThanOrEqual(6)
    expect(ends.at(-1)?.status).toBe('fulfilled')
  })

  it('answers a short question while a long one is under way, and stops when nobody listens', async () => {
    const points = await client.laboratory.curve({ line: 'long', ...slow() })
    const first = await points.next()
    expect(first.done).toBe(false)
    expect((await look({ seed: 77 })).label).toBeGreaterThanOrEqual(0)
    await points.return?.()
    // The turn is free again: another long question is answered to its end.
    const rows = await collect(
      client.laboratory.heatmap({
        ...{ line: 'other', model, indices: [3], angles: [0], shifts: [0] },
      }),
    )
    expect(rows).toHaveLength(1)
  })

  it('is started again after it was killed, and says what became of the question', async () => {
    const killed = rig.started.at(-1)
    const points = await client.laboratory.curve({ line: 'long', ...slow() })
    await points.next()
    killed?.kill('SIGKILL')
    await expect(drain(points)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'laboratory.ended' },
      message:
        'The process that answers the laboratory was ended by SIGKILL; asking again starts another.',
    })
    const before = rig.started.length
    expect((await look()).trace).toHaveLength(3)
    expect(rig.started.length).toBe(before + 1)
  })

  it('is gone when its host is closed, which answers what was asked', async () => {
    const points = await client.laboratory.curve({ line: 'long', ...slow() })
    await points.next()
    const last = rig.started.at(-1)
    const gone = new Promise((resolve) => last?.once('exit', (_, signal) => resolve(signal)))
    const drained = expect(drain(points)).rejects.toMatchObject({
      data: { code: 'laboratory.superseded' },
    })
    await rig.host.close()
    await drained
    expect(await gone).toBe('SIGKILL')
  })
})
