import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  traceOf,
  unbroken,
  untilState,
  untilStep,
  workersOf,
} from './rig.ts'

const isRoot = process.getuid?.() === 0

/** A disk of its own for the data folder. Only the superuser may mount one. */
function mount(megabytes: number): string {
  const place = newFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'cusp-faults', place])
  return place
}

/** Takes all room but `leave` bytes. The host may write meanwhile, hence piece by piece. */
function fillUp(place: string, leave: number): string {
  const filler = join(place, 'filler')
  for (let piece = 1 << 20; piece >= 4096; piece /= 4) {
    while (roomOf(place) >= leave + piece && tryAppend(filler, new Uint8Array(piece)));
  }
  return filler
}

function roomOf(place: string): number {
  const { bavail, bsize } = statfsSync(place)
  return bavail * bsize
}

function tryAppend(file: string, bytes: Uint8Array): boolean {
  try {
    appendFileSync(file, bytes)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

/** Filling takes a while on a busy machine: the run must not reach its end meanwhile. */
function withStopped<Result>(pids: readonly number[], work: () => Result): Result {
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  try {
    return work()
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT')
  }
}

/**
 * @param isEnough whether the ballast may be all that is missing: where the host is the first to find
 *   the disk full, it drops the ballast, and that is room enough for a run as small as this one
 */
async function survivesFullDisk(leave: number, isEnough = false): Promise<void> {
  const expected = await unbroken()
  const dataDir = mount(48)
  const host = await startHost(dataDir)
  try {
    expect(existsSync(join(dataDir, 'ballast'))).toBe(true)
    const { runs } = await host.client.runs.start({ specs: [spec] })
    const run = runs[0]
    await untilStep(host, run, 5)
    const filler = withStopped(workersOf(run), () => fillUp(dataDir, leave))
    const state = await untilState(host, run, 'paused', ...(isEnough ? ['finished' as const] : []))
    expect(existsSync(join(dataDir, 'ballast'))).toBe(false)
    if (state === 'paused') {
      const { summary } = await host.client.runs.get({ run })
      expect(summary.fault?.code).toBe('disk.full')
      expect(summary.fault?.message).toMatch(/room/)
      rmSync(filler)
      await host.client.runs.resume({ run })
      await untilState(host, run, 'finished')
    }
    expect(await traceOf(host, run)).toEqual(expected)
  } finally {
    await host.stop()
    execFileSync('umount', [dataDir])
    removeFolder(dataDir)
  }
}

if (isRoot) {
  describe('faults: the disk is full', () => {
    it('for a checkpoint to fit twice: the run pauses, says why, and goes on', async () => {
      await survivesFullDisk(2_000_000)
    })

    it('to the last byte: the run lives on the ballast, or pauses, says why, and goes on', async () => {
      await survivesFullDisk(0, true)
    })
  })
} else {
  describe('faults: the disk is full (NOT RUN: only root may mount a small disk)', () => {
    it('is left to a machine where the tests run as root', () => expect(isRoot).toBe(false))
  })
}
