import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder, removeFolder, spec, startHost, workersOf, type HostProcess } from './rig.ts'

let dataDir: string
let host: HostProcess

beforeAll(async () => {
  dataDir = newFolder()
  host = await startHost(dataDir)
})
afterAll(() => removeFolder(dataDir))

/** The process that started another, by what the system says. */
function parentOf(pid: number): number {
  return Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
}

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

describe('faults: the laboratory’s host is killed', () => {
  it('leaves no process behind, and the next host answers again', async () => {
    const ask = { line: 'strip', spec, step: 20, images: 2 }
    const before = await host.client.laboratory.preview(ask)
    const own = workersOf('laboratory').filter((pid) => parentOf(pid) === host.process.pid)
    expect(own).toHaveLength(1)
    await host.kill()
    while (own.some(isAlive)) await wait(20)
    host = await startHost(dataDir)
    expect(await host.client.laboratory.preview(ask)).toEqual(before)
    await host.stop()
  })
})
