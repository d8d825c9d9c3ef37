import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServedPage, type ServedPage } from './served-page.ts'
import { tellsTheMainStory } from './story/main-story.ts'

let shown: ServedPage
beforeAll(async () => {
  shown = await openServedPage()
})
afterAll(() => shown.close())

tellsTheMainStory('editor-story', () => shown.page)

describe('e2e/editor-story: all of it', () => {
  it('was told without an error or a breach of the content policy', () => {
    expect(shown.complaints).toEqual([])
  })
})
