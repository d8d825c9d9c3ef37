import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  newFolder,
  removeFolder,
  spec,
  startHost,
  traceOf,
  unbroken,
  untilState,
  untilStep,
  type HostProcess,
  type Trace,
} from './rig.ts'

let expected: Trace
let host: HostProcess
let dataDir: string
let run: string

beforeAll(async () => {
  expected = await unbroken()
})
/** A run paused in the middle, with two checkpoints. */
beforeEach(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
  run = (await host.client.runs.start({ specs: [spec] })).runs[0]
  await untilStep(host, run, 9)
  await host.client.runs.pause({ run })
  await untilState(host, run, 'paused')
  expect(names()).toHaveLength(2)
})
afterEach(async () => {
  await host.stop()
  removeFolder(dataDir)
})

const folder = () => join(dataDir, 'checkpoints', run)
const names = () => readdirSync(folder()).sort()

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at] ^= 1
  writeFileSync(file, bytes)
}

describe('faults: a checkpoint is damaged', () => {
  it('by one bit: it is seen, put into quarantine, and the one before serves', async () => {
    const newest = names()[1]
    flip(join(folder(), newest, 'snapshot.bin'), 700_001)
    await host.client.runs.resume({ run })
    await untilState(host, run, 'finished')
    expect(await traceOf(host, run)).toEqual(expected)
    const { log } = await host.client.runs.since({ run, seq: 0 })
    const told = log.filter(({ kind }) => kind === 'checkpointDamaged')
    expect(told).toHaveLength(1)
    expect(told[0].text).toContain(newest)
    expect(readdirSync(join(dataDir, 'quarantine'))).toHaveLength(1)
  })

  it('by being cut short: the one before serves', async () => {
    truncateSync(join(folder(), names()[1], 'snapshot.bin'), 1000)
    await host.client.runs.resume({ run })
    await untilState(host, run, 'finished')
    expect(await traceOf(host, run)).toEqual(expected)
  })

  it('and so is the other: the resume is refused, and the run stays as it was', async () => {
    for (const name of names()) flip(join(folder(), name, 'manifest.json'), 30)
    await expect(host.client.runs.resume({ run })).rejects.toMatchObject({
      code: 'checkpoint.corrupt',
      exit: 2,
    })
    const { summary } = await host.client.runs.get({ run })
    expect(summary.state).toBe('paused')
    expect(names()).toHaveLength(2)
  })

  it('by being gone: the resume is refused', async () => {
    for (const name of names()) removeFolder(join(folder(), name))
    await expect(host.client.runs.resume({ run })).rejects.toMatchObject({
      code: 'checkpoint.missing',
    })
  })
})
