// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { readImport } from '../../../../src-renderer/screens/curriculum/import-file.ts'
import { timelinePicture } from '../../../../src-renderer/timeline/picture.ts'
import { sampleSpec } from './sample-spec.ts'

const spec = sampleSpec()

describe('screens/curriculum/import-file', () => {
  it('reads a whole spec', () => {
    expect(readImport('a.json', JSON.stringify(spec)).spec).toEqual(spec)
  })

  it('gives lanes and stages alone the settings that are open', () => {
    const bare = { ...spec.curriculum, name: 'lanes' }
    const read = readImport('a.json', JSON.stringify(bare), { ...spec, seed: 7 })
    expect(read.spec).toMatchObject({ name: 'lanes', seed: 7, curriculum: bare })
  })

  it('says what is wrong with a file, in the host’s words', () => {
    expect(readImport('a.json', 'no').problems).toEqual(['a.json is not JSON.'])
    const wrong = { name: 'x', lanes: { rotaton: [] } }
    expect(readImport('a.json', JSON.stringify(wrong)).problems[0]).toContain('did you mean')
    const far = { name: 'x', lanes: { rotation: [{ at: { epoch: 99 }, value: 1 }] } }
    expect(readImport('a.json', JSON.stringify(far), spec).problems[0]).toContain('beyond the end')
  })
})

describe('timeline/picture', () => {
  it('draws every lane, stage and key, with names that cannot break it', () => {
    const named = { ...spec.curriculum, name: 'a <b> & "c"' }
    const svg = timelinePicture({ ...spec, curriculum: named }, 960, 'levels')
    expect(svg.match(/<circle /g)).toHaveLength(7)
    expect(svg.match(/rx="4"/g)).toHaveLength(2)
    expect(svg).toContain('a &#60;b&#62; &#38; &#34;c&#34;')
    expect(svg).toContain('8/255')
  })
})
