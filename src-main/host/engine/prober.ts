import { existsSync } from 'node:fs'
import { asCuspError, CuspError } from '#errors'
import type { DoctorReport } from '#contract'
import type { EngineChoice, NamedEngine } from '#spec'
import type { EngineDescription } from '#trainer'
import type { RunErrand } from '../errand/run-errand.ts'
import {
  engineCatalogue,
  namedEngines,
  triedByAuto,
  type EngineEntry,
  type Machine,
} from './catalogue.ts'
import { askNvidia, loaderFinds, missingCuda } from './cuda.ts'
import { findTensorFlow } from './packages.ts'

export type EngineReport = DoctorReport['engines'][number]

/** Knows which engines of this machine can be used, each tried once in a process of its own. */
export interface Prober {
  reports(): Promise<EngineReport[]>
  /**
   * What may compute a run that asks for this, best first on a tie.
   * @throws CuspError `engine.missing` when it asks for an engine that cannot be used, with the reason.
   */
  choicesFor(asked: EngineChoice): Promise<NamedEngine[]>
}

type Probe =
  | { readonly description: EngineDescription }
  | { readonly description: undefined; readonly reason: string }

/** These are a part of Cusp and need no probe. */
const certain: readonly NamedEngine[] = ['onnx', 'reference']

export function createProber(run: RunErrand, machine: Machine): Prober {
  const kept = new Map<NamedEngine, { readonly key: string; readonly probe: Promise<Probe> }>()
  const probe = (engine: NamedEngine): Promise<Probe> => {
    // An engine that is installed anew while we run is another.
    const key = keyOf(engine, machine)
    const before = kept.get(engine)
    if (before?.key === key) return before.probe
    const probing = tryEngine(run, engine, machine)
    kept.set(engine, { key, probe: probing })
    return probing
  }
  const isUsable = async (engine: NamedEngine): Promise<boolean> =>
    engine === 'onnx' || (await probe(engine)).description !== undefined
  return {
    reports: () =>
      Promise.all(
        namedEngines.map(async (engine) =>
          reportOf(engine, machine, certain.includes(engine) ? undefined : await probe(engine)),
        ),
      ),
    async choicesFor(asked) {
      if (asked === 'auto') {
        const tried = triedByAuto(machine)
        const usable = await Promise.all(tried.map(isUsable))
        return tried.filter((_, i) => usable[i])
      }
      if (certain.includes(asked)) return [asked]
      const found = await probe(asked)
      if (found.description) return [asked]
      const message = `${asked} cannot be used on this machine: ${found.reason}`
      throw new CuspError('engine.missing', message, { place: 'engine' })
    },
  }
}

function keyOf(engine: NamedEngine, machine: Machine): string {
  const entry = engineCatalogue[engine]
  const { name } = entry
  const found =
    name === 'tfjs-node' || name === 'tfjs-node-gpu' ? findTensorFlow(machine.engines, name) : null
  return JSON.stringify([entry.absence(machine) === undefined, found])
}

async function tryEngine(run: RunErrand, engine: NamedEngine, machine: Machine): Promise<Probe> {
  const absence = engineCatalogue[engine].absence(machine)
  if (absence !== undefined) return { description: undefined, reason: absence }
  try {
    const { engines } = machine
    return { description: await run({ kind: 'probeEngine', engine, engines }) }
  } catch (thrown) {
    const { message } = asCuspError(thrown)
    return { description: undefined, reason: await explain(engine, message, machine) }
  }
}

/** What the engine said, and what to do about it where a GPU is what it misses. */
async function explain(engine: NamedEngine, said: string, machine: Machine): Promise<string> {
  const sentence = said.trim().replace(/[.]?$/, '.')
  if (engine !== 'tfjs-node-gpu' && engine !== 'onnx-cuda') return sentence
  const nvidia = await askNvidia()
  if (!nvidia.gpus) return `${sentence} ${nvidia.reason}`
  const origin =
    engine === 'onnx-cuda' ? 'built' : (findTensorFlow(machine.engines, engine)?.origin ?? 'npm')
  const missing = missingCuda(origin, await loaderFinds(existsSync))
  return [sentence, missing].filter(Boolean).join(' ')
}

function reportOf(engine: NamedEngine, machine: Machine, probe: Probe | undefined): EngineReport {
  const entry: EngineEntry = engineCatalogue[engine]
  const reason =
    probe === undefined ? (entry.absence(machine) ?? '') : probe.description ? '' : probe.reason
  return {
    name: engine,
    available: reason === '',
    device: probe?.description?.device ?? entry.device,
    version: entry.version(machine),
    reason,
  }
}
