import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { sizes, templates, verdictOf } from '#study'
import { verdictMarkdown } from '../../../../src-main/cli/print/verdict-markdown.ts'

const all = templates.flatMap(({ name }) => sizes.map((size) => ({ name, size })))

describe('cli/print/verdict-markdown', () => {
  it.each(all)('writes $name in size $size as Prettier leaves it', async ({ name, size }) => {
    const text = verdictMarkdown(verdictOf({ name, size, runs: [] }))
    const options = { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' } as const
    expect(await format(text, options)).toBe(`${text}\n`)
    expect(text).not.toMatch(/NaN|undefined|null/)
  })
})
