import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importDataset, listStored, verifyStored } from '#dataset'
import { replaceFile } from '#disk'
import { placeModel, placeParcel, takeExport, takeParcel } from '#host'
import { findFaultOfFile, listBackups, openStore, type WritableStore } from '#store'
import { keepBackups } from '../../../src-main/host/backups.ts'
import { writeBundle } from '../../../src-main/host/bundle/index.ts'
import { openBundle } from '../../../src-main/host/bundle/read/open.ts'
import { surveyCheckpoints, writeCheckpoint } from '../../../src-main/host/checkpoint/index.ts'
import { seedCurricula } from '../../../src-main/host/seed.ts'
import { resources } from '../../main/dataset/import/sources.ts'
import { forbidLinks, undisturbed } from './faulty-fs.ts'

/** Something that is written, in a folder of its own. */
export interface Writer {
  /** Puts there what is there before, and gives the work. */
  prepare(folder: string): Promise<() => Promise<unknown>>
  /** What anyone finds there: whole things by their content. Throws where one is not whole. */
  look(folder: string): Promise<unknown>
  /** Lets go of what was prepared. */
  close?(): void
}

const draft = (step: number, fill: number) => ({
  step,
  snapshot: Buffer.alloc(300_000, fill),
  origin: JSON.stringify({ step, fill }),
})
const now = () => Promise.resolve()

/** Files of a folder by their first byte, last byte and size; those that no listing shows left out. */
function contents(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name))
      return `${name} ${bytes.at(0)}-${bytes.at(-1)} ${bytes.length}`
    })
}

async function checkpointsIn(folder: string) {
  const { sound, damaged } = await surveyCheckpoints(folder)
  return { step: sound?.step, hash: sound?.hash, damaged }
}

const checkpoint: Writer = {
  async prepare(folder) {
    for (const step of [4, 8]) await writeCheckpoint(folder, draft(step, step), now)
    return () => writeCheckpoint(folder, draft(12, 12), now)
  },
  look: checkpointsIn,
}

const checkpointAgain: Writer = {
  async prepare(folder) {
    await writeCheckpoint(folder, draft(8, 1), now)
    return () => writeCheckpoint(folder, draft(8, 2), now)
  },
  look: checkpointsIn,
}

const dataset: Writer = {
  async prepare(folder) {
    const path = join(folder, 'images.npz')
    writeFileSync(path, readFileSync(join(folder, '..', 'images.npz')))
    const datasets = join(folder, 'datasets')
    const around = { datasets, resources, now: 0 }
    await importDataset({ format: 'npz', path, name: 'old', options: {} }, around)
    return () => importDataset({ format: 'npz', path, name: 'new', options: {} }, around)
  },
  async look(folder) {
    const datasets = join(folder, 'datasets')
    const listed = await listStored(datasets)
    const verified = []
    for (const { name } of listed) verified.push([name, await verifyStored(datasets, name)])
    return verified
  },
}

const model: Writer = {
  async prepare(folder) {
    const path = join(folder, 'network.onnx')
    mkdirSync(join(folder, 'models'))
    writeFileSync(path, Buffer.alloc(200_000, 7))
    return () => placeModel(folder, path)
  },
  look: (folder) =>
    Promise.resolve(contents(join(folder, 'models')).filter((name) => !name.includes('.tmp '))),
}

const exported: Writer = {
  async prepare(folder) {
    mkdirSync(join(folder, 'cache'))
    mkdirSync(join(folder, 'out'))
    return () => {
      // What its host has made before: no part of what may fail.
      undisturbed(() => writeFileSync(join(folder, 'cache', 'made.onnx'), Buffer.alloc(200_000, 9)))
      return takeExport(folder, 'made.onnx', join(folder, 'out', 'network.onnx'))
    }
  },
  look: (folder) => Promise.resolve(contents(join(folder, 'out'))),
}

const exportedByCopy: Writer = {
  prepare(folder) {
    forbidLinks()
    return exported.prepare(folder)
  },
  look: (folder) => exported.look(folder),
}

const fetched: Writer = {
  async prepare(folder) {
    const source = join(folder, 'source.cusp')
    mkdirSync(join(folder, 'out'))
    writeFileSync(source, Buffer.alloc(200_000, 5))
    return async () =>
      takeParcel(folder, await placeParcel(folder, source), join(folder, 'out', 'runs.cusp'))
  },
  look: (folder) => Promise.resolve(contents(join(folder, 'out'))),
}

const figure: Writer = {
  async prepare(folder) {
    mkdirSync(join(folder, 'out'))
    const file = join(folder, 'out', 'figure.svg')
    writeFileSync(file, Buffer.alloc(100_000, 1))
    return () => replaceFile(file, Buffer.alloc(50_000, 2))
  },
  look: (folder) => Promise.resolve(contents(join(folder, 'out'))),
}

function withStore(
  work: (store: WritableStore, folder: string) => () => Promise<unknown>,
  look: Writer['look'],
): Writer {
  let store: WritableStore | undefined
  return {
    async prepare(folder) {
      store = openStore({ file: join(folder, 'cusp.sqlite'), backups: join(folder, 'backups') })
      seedCurricula(store, 0)
      mkdirSync(join(folder, 'out'))
      return work(store, folder)
    },
    look,
    close: () => store?.close(),
  }
}

const bundle = withStore(
  (store, folder) => () => {
    const places = { checkpoints: join(folder, 'checkpoints'), models: join(folder, 'models') }
    const parts = { checkpoints: true, samples: true, curricula: 'all' } as const
    const target = join(folder, 'out', 'all.cusp')
    return writeBundle({ store, places, runs: [], ...parts, target, created: 0 })
  },
  async (folder) => {
    const found = []
    for (const name of readdirSync(join(folder, 'out'))) {
      const opened = await openBundle(join(folder, 'out', name), name)
      found.push([name, opened.manifest.items.length])
      opened.close()
    }
    return found
  },
)

const backup = withStore(
  (store, folder) => async () => {
    const place = { database: join(folder, 'cusp.sqlite'), backups: join(folder, 'backups') }
    let problem: string | undefined
    const kept = keepBackups({
      ...{ store, folder: place, clock: { now: () => 1e12 }, afterMs: 1e9 },
      check: (file) => Promise.resolve(findFaultOfFile(file) ?? null),
      log: (line) => (problem = line),
    })
    await kept.look()
    await kept.close()
    if (problem !== undefined) throw new Error(problem)
  },
  (folder) =>
    Promise.resolve(
      listBackups(join(folder, 'backups')).map(({ name }) => [
        name,
        findFaultOfFile(join(folder, 'backups', name)) ?? 'whole',
      ]),
    ),
)

export const writers = {
  ...{
    checkpoint,
    checkpointAgain,
    dataset,
    model,
    exported,
    exportedByCopy,
    fetched,
    figure,
    bundle,
    backup,
  },
} satisfies Record<string, Writer>
export type WriterName = keyof typeof writers
