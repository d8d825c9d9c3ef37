import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Cell } from './cell.ts'

/** What a result depends on beside the code. */
interface Machine {
  readonly cpu: string
  readonly threads: number
  readonly cores: number
  readonly memoryBytes: number
  readonly platform: string
  readonly node: string
  /** Processes that wanted to run in the minute before: near 0 on a machine that measures well. */
  readonly loadBefore: number
}

export interface BenchRecord {
  readonly date: string
  readonly minutes: number
  readonly clock: 'wall' | 'cpu'
  readonly machine: Machine
  readonly tables: readonly { readonly title: string; readonly cells: readonly Cell[] }[]
}

export function describeMachine(threads: number): Machine {
  const [loadBefore] = loadavg()
  if (loadBefore > 0.5)
    console.error(`The machine is busy (load ${loadBefore.toFixed(1)}): read the times with care.`)
  return {
    cpu: cpus()[0].model,
    threads,
    cores: cpus().length,
    memoryBytes: totalmem(),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    loadBefore,
  }
}

/** Keeps a whole result in `results/`, by its date; the file's path. */
export function keep(record: BenchRecord, withPeers: boolean): string {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${record.date.slice(0, 10)}${withPeers ? '-peers' : ''}.json`)
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`)
  return file
}
