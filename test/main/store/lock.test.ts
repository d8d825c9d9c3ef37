import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFolder } from '#store'

describe('store/lock', () => {
  it('lets one holder in at a time, and names the folder to the other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cusp-lock-'))
    const file = join(folder, 'host.lock')
    const first = lockFolder(file)
    expect(() => lockFolder(file)).toThrow(
      expect.objectContaining({ code: 'folder.in-use', place: folder, exit: 3 }),
    )
    first.release()
    lockFolder(file).release()
    rmSync(folder, { recursive: true })
  })
})
