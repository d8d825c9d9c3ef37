import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchElectron, type Desktop } from '../setup/electron.ts'
import { complaintsOf } from './served-page.ts'
import { tellsTheMainStory } from './story/main-story.ts'

let desktop: Desktop
let dataDir: string
let complaints: readonly string[]

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cusp-e2e-'))
  desktop = await launchElectron({ dataDir })
  complaints = complaintsOf(desktop.page)
  // Again, now that we listen, so that nothing of the start is missed.
  await desktop.page.reload()
  await desktop.page.getByRole('link', { name: 'Curricula' }).first().waitFor()
})

afterAll(async () => {
  await desktop.close()
  await rm(dataDir, { recursive: true, force: true })
})

tellsTheMainStory('electron-story', () => desktop.page)

describe('e2e/electron-story: all of it', () => {
  it('was told without an error or a breach of the content policy', () => {
    expect(complaints).toEqual([])
  })
})
