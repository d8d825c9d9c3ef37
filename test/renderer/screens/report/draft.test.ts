import { describe, expect, it } from 'vitest'
import type { Report } from '#contract'
import type { Host } from '../../../../src-renderer/state/index.ts'
import { Draft } from '../../../../src-renderer/screens/report/draft.svelte.ts'

const first: Report = { id: 'r', name: 'n', text: 'a', version: 1, updatedAt: 0 }

/** A host that keeps one report as the real one does. */
function keeper(): { host: Host; kept: () => Report; elsewhere: (text: string) => void } {
  let kept = first
  const save = ({ text, version }: { text: string; version: number }): Promise<Report> => {
    if (version !== kept.version) return Promise.reject(new Error('changed elsewhere'))
    kept = { ...kept, text, version: version + 1 }
    return Promise.resolve(kept)
  }
  const reports = { save, get: () => Promise.resolve(kept) }
  return {
    host: { reports } as unknown as Host,
    kept: () => kept,
    elsewhere: (text) => (kept = { ...kept, text, version: kept.version + 1 }),
  }
}

describe('screens/report/draft', () => {
  it('keeps what was typed', async () => {
    const { host, kept } = keeper()
    const draft = new Draft(host, first)
    draft.edit('b')
    expect(draft.standing).toBe('not saved yet')
    await draft.save()
    expect([kept().text, draft.standing]).toEqual(['b', 'saved'])
  })

  it('keeps a text after all that could not be kept at first', async () => {
    const { host, kept } = keeper()
    const { save, get } = host.reports
    const gone = () => Promise.reject(new Error('The host is gone.'))
    Object.assign(host.reports, { save: gone, get: gone })
    const draft = new Draft(host, first)
    draft.edit('b')
    await draft.save()
    expect(draft.standing).toBe('The host is gone.')
    Object.assign(host.reports, { save, get })
    await draft.save()
    expect([kept().text, draft.standing]).toEqual(['b', 'saved'])
    draft.close()
  })

  it('takes over another text where nothing of ours waits', async () => {
    const { host, elsewhere } = keeper()
    const draft = new Draft(host, first)
    elsewhere('theirs')
    await draft.follow()
    expect([draft.text, draft.theirs]).toEqual(['theirs', null])
  })

  it('holds both texts where both were changed, until one is chosen', async () => {
    const { host, kept, elsewhere } = keeper()
    const draft = new Draft(host, first)
    elsewhere('theirs')
    draft.edit('mine')
    await draft.save()
    expect([draft.text, draft.theirs?.text, kept().text]).toEqual(['mine', 'theirs', 'theirs'])
    await draft.save()
    expect(kept().text).toBe('theirs')
    await draft.overwrite()
    expect([kept().text, draft.standing]).toEqual(['mine', 'saved'])
  })
})
