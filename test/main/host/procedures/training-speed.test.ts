import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { passesAt, positionsResolved, settingsAt } from '#curriculum'
import { extentOfRun, type RunSpec } from '#spec'
import { openStore, type WritableStore } from '#store'
import type { Desk } from '../../../../src-main/host/desk.ts'
import { trainingSpeed } from '../../../../src-main/host/procedures/training-speed.ts'
import { newRun } from '../../store/new-run.ts'

let folder: string
let store: WritableStore
const speedOf = (spec: RunSpec) => trainingSpeed({ store } as Desk, spec)

/** A run that trained at so many images a second until its last step. */
function ran(id: string, imagesPerSecond: number): RunSpec {
  const made = newRun(id)
  const run = store.runs.add(made)
  store.runs.progress(run.number, run.leaseEpoch, {
    ...{ step: run.totalSteps, activity: null, activeMs: 1, imagesPerSecond },
    ...{ plansDone: 0, plansTotal: 0 },
  })
  return made.spec
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-speed-'))
  store = openStore({ file: join(folder, 'cusp.sqlite'), backups: folder })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('host/procedures/training-speed', () => {
  it('is not known before a run of such a network', () => {
    const made = newRun('waits')
    store.runs.add(made)
    expect(speedOf(made.spec)).toBeNull()
  })

  it('is images a second times the passes of an image, over runs of the same network', () => {
    ran('a', 100)
    const spec = ran('b', 300)
    const resolved = positionsResolved(spec.curriculum, extentOfRun(spec))
    const { forward, backward } = passesAt(settingsAt(resolved, resolved.extent.steps - 1), spec)
    const speed = speedOf(spec)
    expect(speed?.runs).toBe(2)
    expect(speed?.passesPerSecond).toBeCloseTo(200 * (forward + backward))
    expect(speed?.spread).toBeCloseTo(100 * (forward + backward))
    expect(speedOf({ ...spec, model: { architecture: 'vgg16-bn' } })).toBeNull()
  })
})
