import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dailyName, listBackups, newestDaily, pruneBackups } from '#store'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-backups-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const day = 86_400_000
const noon = Date.UTC(2026, 10, 30, 12)
const put = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder, name), 'bytes')
}

describe('store/backups', () => {
  it('names a backup by its moment in letters that every system takes, and reads it back', () => {
    const name = dailyName(noon)
    expect(name).toBe('daily-2026-11-30T12-00-00Z.sqlite')
    put(name)
    expect(listBackups(folder)).toEqual([
      { kind: 'daily', name, bytes: 5, at: noon, rank: expect.any(Number) as unknown },
    ])
  })

  it('keeps the newest three of each kind, and what is no backup', () => {
    const days = [0, 1, 2, 3, 4].map((ago) => dailyName(noon - ago * day))
    const before = ['before-9.sqlite', 'before-10.sqlite', 'before-11.sqlite', 'before-11-2.sqlite']
    put(...days, ...before, 'notes.txt', 'daily-of-mine.sqlite')
    pruneBackups(folder, noon)
    expect(readdirSync(folder).sort()).toEqual(
      [...days.slice(0, 3), ...before.slice(1), 'notes.txt', 'daily-of-mine.sqlite'].sort(),
    )
  })

  it('lets what a clock of another year dated go first, and does not count it as made', () => {
    const wrong = [1, 2, 3].map((after) => dailyName(noon + after * 300 * day))
    const right = [1, 2].map((ago) => dailyName(noon - ago * day))
    put(...wrong, ...right)
    expect(newestDaily(folder, noon)?.name).toBe(right[0])
    pruneBackups(folder, noon)
    expect(readdirSync(folder).sort()).toEqual([wrong[2], ...right].sort())
  })

  it('removes what a kill left half made, with its journal', () => {
    const name = dailyName(noon)
    put(`${name}.part`, `${name}.part-journal`, 'before-3.sqlite.part', name)
    pruneBackups(folder, noon)
    expect(readdirSync(folder)).toEqual([name])
  })

  it('is empty where the folder is not there yet, or a folder has the name of a backup', () => {
    expect(listBackups(join(folder, 'none'))).toEqual([])
    mkdirSync(join(folder, dailyName(noon)))
    expect(listBackups(folder)).toEqual([])
  })
})
