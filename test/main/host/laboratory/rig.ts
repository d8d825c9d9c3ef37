import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { LaboratoryModel, LookRequest } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import type { PlanOf } from '#threat'
import { tinySpec } from '../tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../../resources')

export const pgd: PlanOf<'pgd'> = {
  ...{ attack: 'pgd', norm: 'linf', epsilon: 0.1, steps: 5, restarts: 3, randomStart: true },
  ...{ stepSize: { relativeToEpsilon: 2.5 }, climbs: 'label' },
}
export const still = { angle: 0, dx: 0, dy: 0 }

/** A real host with a trained run, and the processes that its laboratory was given. */
export interface Rig {
  readonly host: Host
  readonly client: HostClient
  readonly run: string
  readonly model: LaboratoryModel
  /** Processes of the laboratory, in the order they were started. */
  readonly started: readonly ChildProcess[]
  look(changes?: Partial<LookRequest>): ReturnType<HostClient['laboratory']['look']>
  close(): Promise<void>
}

export async function openRig(): Promise<Rig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cusp-laboratory-'))
  const started: ChildProcess[] = []
  const host = await openHost({
    dataDir,
    resources,
    startWorker(spec) {
      const child = startWorker(spec)
      if (spec.args[0] === 'laboratory') started.push(child)
      return child
    },
  })
  const client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  const [run] = (await client.runs.start({ specs: [tinySpec] })).runs
  const model: LaboratoryModel = { kind: 'run', run }
  await finished(client, run)
  return {
    ...{ host, client, run, model, started },
    look: (changes) =>
      client.laboratory.look({
        ...{ line: 'look', model, index: 3, transform: still, plan: pgd },
        ...changes,
      }),
    async close() {
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function finished(client: HostClient, run: string): Promise<void> {
  for (;;) {
    const { summary } = await client.runs.get({ run })
    if (summary.state === 'finished') return
    if (summary.fault) throw new Error(summary.fault.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Reads a stream to its end. */
export async function collect<Part>(parts: Promise<AsyncIterable<Part>>): Promise<Part[]> {
  const all: Part[] = []
  for await (const part of await parts) all.push(part)
  return all
}
