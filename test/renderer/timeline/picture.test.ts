import { describe, expect, it } from 'vitest'
import { laneNames, runSpecSchema } from '#contract'
import { timelinePicture } from '../../../src-renderer/timeline/picture.ts'
import { sampleSpec } from '../screens/curriculum/sample-spec.ts'

/** Most that a letter takes at the picture's size, in the widest font it may be drawn with. */
const letter = 7

const textsOf = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, x, y, rest = '', words = '']) => ({ x: Number(x), y: Number(y), rest, words }),
  )

describe('timeline/picture', () => {
  it('keeps the name of every lane clear of its ticks', () => {
    const keys = [{ at: { step: 0 }, value: 0.001, easing: 'hold' }]
    const lanes = Object.fromEntries(
      laneNames.map((lane) => [lane, lane === 'attackSteps' ? [{ ...keys[0], value: 10 }] : keys]),
    )
    const spec = runSpecSchema.parse({ ...sampleSpec(), curriculum: { name: 'all', lanes } })
    const texts = textsOf(timelinePicture(spec, 960, 'decimal'))
    const names = texts.filter(({ rest }) => rest.includes('font-weight="600"'))
    const ticks = texts.filter(({ rest }) => rest.includes('text-anchor="end"'))
    expect(names).toHaveLength(laneNames.length)
    const end = Math.max(...names.map(({ x, words }) => x + words.length * letter))
    const begin = Math.min(...ticks.map(({ x, words }) => x - words.length * letter))
    expect(end).toBeLessThanOrEqual(begin)
  })

  it('leaves no room for stages where there are none', () => {
    const spec = sampleSpec()
    const { curriculum } = spec
    const heightOf = (svg: string) => Number(/height="(\d+)"/.exec(svg)?.[1])
    const bare = { ...spec, curriculum: { ...curriculum, stages: [] } }
    const [full, less] = [spec, bare].map((each) => heightOf(timelinePicture(each, 960, 'levels')))
    expect((full ?? 0) - (less ?? 0)).toBe(24)
  })

  it('is one SVG whose words are escaped', () => {
    const spec = sampleSpec()
    const named = { ...spec, curriculum: { ...spec.curriculum, name: 'a < b & "c"' } }
    const svg = timelinePicture(named, 960, 'levels')
    expect(svg).not.toContain('a < b')
    expect(svg).toContain('a &#60; b &#38; &#34;c&#34;')
  })
})
