import { describe, expect, it } from 'vitest'
import type { TableRequest } from '#contract'
import { plainView, RunTable } from '../../../src-renderer/state/index.ts'
import { FakeHost, summary } from '../fake-host.ts'

const total = 10_000

/** A host with ten thousand runs, that remembers what it was asked. */
function table(): { table: RunTable; asked: TableRequest[]; host: FakeHost } {
  localStorage.clear()
  const asked: TableRequest[] = []
  const host = new FakeHost()
  const row = (index: number) => {
    const run = summary({ id: `r${index}`, number: total - index })
    const empty = { tags: [], collections: [], note: '', cells: [], spark: [], lanes: [] }
    const flags = { archived: false, deleted: false }
    return { key: run.id, run, runs: [run.id], seeds: [0], ...flags, ...empty }
  }
  host.answers.set('table.page', (request: TableRequest) => {
    asked.push(request)
    const { offset = 0, limit = 50 } = request
    const count = request.where === 'few' ? 2 : total
    const length = Math.max(0, Math.min(limit, count - offset))
    const rows = Array.from({ length }, (_, i) => row(offset + i))
    return { total: count, runs: count, offset, rows, baseline: null }
  })
  return { table: new RunTable(host.door.client), asked, host }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('state/run-table', () => {
  it('holds what is in sight and a little beside, wherever one scrolls', async () => {
    const { table: runs } = table()
    runs.refresh()
    await settled()
    expect(runs.total).toBe(total)
    for (const first of [0, 300, 5_000, 9_980]) {
      runs.show(first, first + 40)
      await settled()
      expect(runs.row(first)?.key).toBe(`r${first}`)
      expect(runs.row(Math.min(first + 40, total - 1))).toBeDefined()
      const held = Array.from({ length: total }, (_, i) => runs.row(i)).filter(Boolean)
      expect(held.length).toBeLessThanOrEqual(240)
    }
    runs.close()
  })

  it('asks nothing again for rows that are there, and all anew after a notice', async () => {
    const { table: runs, asked } = table()
    runs.refresh()
    await settled()
    runs.show(0, 30)
    runs.show(3, 33)
    await settled()
    expect(asked).toHaveLength(1)
    runs.refresh()
    await settled()
    expect(asked).toHaveLength(2)
    runs.close()
  })

  it('shows the answer to the last question, whichever comes last', async () => {
    const { table: runs, host } = table()
    const slow = host.answers.get('table.page')
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    host.answers.set('table.page', async (request: never) => {
      if ((request as TableRequest).where !== 'few') await gate
      return slow?.(request)
    })
    runs.refresh()
    runs.view = { ...plainView, where: 'few' }
    await settled()
    release()
    await settled()
    expect(runs.total).toBe(2)
    runs.close()
  })
})
