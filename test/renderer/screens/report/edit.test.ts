import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panelText, type PanelSpec } from '#contract'
import { insertPanel, replacePanel } from '../../../../src-renderer/screens/report/edit.ts'

const spec: PanelSpec = { panel: 'table', runs: ['a'] }
const frozen: PanelSpec = { ...spec, frozen: 'k' }
const words = (text: string) => text.replace(/\s+/g, '')
const block = panelText(spec)

describe('screens/report/edit', () => {
  it('inserts after the line of the cursor, with a blank line on either side', () => {
    expect(insertPanel('one\ntwo', 1, spec).text).toBe(`one\n\n${block}\n\ntwo`)
    expect(insertPanel('', 0, spec)).toEqual({ text: `${block}\n`, end: block.length })
  })

  it('loses no word of any text, wherever the cursor is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '`') }),
        fc.nat(),
        (text, n) => {
          const made = insertPanel(text, n % (text.length + 1), spec).text
          expect(words(made.replace(block, ''))).toBe(words(text))
        },
      ),
    )
  })

  it('replaces a block where it is, and where it went since the text was read', () => {
    const read = `a\n\n${block}\n\nb`
    const panel = { from: 3, to: 3 + block.length, line: 3, spec, problem: null }
    expect(replacePanel(read, read, panel, frozen)).toBe(`a\n\n${panelText(frozen)}\n\nb`)
    const moved = `more\n\n${read}`
    expect(replacePanel(moved, read, panel, frozen)).toBe(`more\n\na\n\n${panelText(frozen)}\n\nb`)
    expect(replacePanel('a\n\nb', read, panel, frozen)).toBeNull()
  })
})
