import { dirname, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, sourceFiles, type Import } from './setup/imports.ts'

/** Who may import whom, as values and as types only; `everyone` may be imported by all. */
interface Rights {
  readonly values: readonly string[]
  readonly types?: readonly string[]
}

const everyone = ['random', 'errors']
const sciences = [
  'random',
  'errors',
  'disk',
  'dataset',
  'threat',
  'curriculum',
  'spec',
  'trainer',
  'engine',
]
const records = [
  'query',
  'store',
  'comparison',
  'figure',
  'study',
  'theory',
  'report',
  'contract',
  'executor',
  'page',
]

const table: Readonly<Record<string, Rights>> = {
  random: { values: [] },
  errors: { values: [] },
  disk: { values: [] },
  dataset: { values: ['disk'] },
  threat: { values: [], types: ['dataset'] },
  curriculum: { values: ['threat'], types: ['dataset'] },
  spec: { values: ['threat', 'curriculum'], types: ['dataset'] },
  // dataset as values too: who trains cuts its batches and splits with dataset's pure functions.
  trainer: { values: ['dataset', 'threat', 'curriculum', 'spec'] },
  engine: { values: ['threat', 'spec'], types: ['trainer', 'curriculum', 'dataset'] },
  query: { values: [] },
  // query as values too: the names of a run's numbers are spelt in one place.
  store: { values: ['spec', 'query'], types: ['trainer', 'curriculum', 'threat'] },
  comparison: { values: ['threat'], types: ['trainer'] },
  figure: { values: [] },
  study: { values: ['threat', 'spec', 'comparison', 'figure'] },
  theory: { values: [], types: ['trainer'] },
  report: { values: ['curriculum', 'comparison', 'study'] },
  command: { values: [] },
  contract: {
    values: [
      ...['command', 'threat', 'curriculum', 'spec', 'comparison', 'figure'],
      ...['study', 'theory', 'query', 'report'],
    ],
    types: ['dataset', 'trainer'],
  },
  page: { values: [] },
  executor: { values: [], types: ['contract'] },
  host: { values: [...sciences, ...records] },
  // executor: the same data folder as the window's, and the Node that runs it all; disk: whole files.
  cli: { values: ['contract', 'host', 'spec', 'figure', 'study', 'executor', 'disk'] },
  app: { values: ['command', 'contract', 'executor', 'page'] },
  'src-renderer': { values: ['contract'] },
}

/** One outside package, one owning folder. */
const owners: readonly { readonly package: RegExp; readonly folders: readonly string[] }[] = [
  { package: /^better-sqlite3$/, folders: ['src-main/store'] },
  { package: /^onnxruntime-(node|common)$/, folders: ['src-main/engine/onnx'] },
  { package: /^@tensorflow\//, folders: ['src-main/engine'] },
  { package: /^electron$/, folders: ['src-main/app'] },
  { package: /^@orpc\/server/, folders: ['src-main/host'] },
  {
    package: /^@orpc\/client/,
    folders: ['src-main/host', 'src-renderer/client.ts', 'src-renderer/client', 'src-main/cli'],
  },
  {
    package: /^@orpc\/contract/,
    folders: [
      'src-main/contract',
      'src-main/host',
      'src-renderer/client.ts',
      'src-renderer/client',
    ],
  },
  { package: /^ws$/, folders: ['src-main/host', 'src-main/cli'] },
  { package: /^sharp$/, folders: ['src-main/dataset', 'src-main/host/figure'] },
  // host: a Python package is a zip archive, and engines are built from one.
  {
    package: /^yauzl$/,
    folders: ['src-main/dataset', 'src-main/host/engine', 'src-main/host/bundle'],
  },
  { package: /^(mdast-util-|micromark)/, folders: ['src-main/host/report'] },
  { package: /^commander$/, folders: ['src-main/cli'] },
  { package: /^chart\.js/, folders: ['src-renderer/charts'] },
]

/** Folders without I/O of their own. */
const pure = [
  'random',
  'errors',
  'threat',
  'curriculum',
  'spec',
  'comparison',
  'figure',
  'study',
  'theory',
  'query',
  'report',
  'contract',
]

const files = sourceFiles()
const imports = files.flatMap(importsOf)
const shown = ({ file, line, target }: Import) => `${file}:${line} imports ${target}`

describe('architecture', () => {
  it('reads every source file, and the imports in it', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(files.length)
  })

  it('knows every top folder of src-main', () => {
    const folders = files
      .filter(({ path }) => path.startsWith('src-main/'))
      .map(({ folder }) => folder)
    expect([...new Set(folders)].filter((folder) => table[folder] === undefined)).toEqual([])
  })

  it('imports a folder only where the table allows it', () => {
    const breaches = imports.filter(({ from, to, typeOnly }) => {
      if (to === undefined || to === from || everyone.includes(to)) return false
      const rights = table[from]
      return (
        !(rights?.values.includes(to) ?? false) && !(typeOnly && (rights?.types ?? []).includes(to))
      )
    })
    expect(breaches.map(shown)).toEqual([])
  })

  it('reaches another folder only through its index', () => {
    const deep = imports.filter(
      ({ from, to, target }) => to !== undefined && to !== from && !/^#[a-z]+$/.test(target),
    )
    const own = imports.filter(({ from, target }) => target === `#${from}`)
    expect([...deep, ...own].map(shown)).toEqual([])
  })

  it('has no cycle between top folders', () => {
    expect(cycleIn(imports.flatMap(betweenFolders))).toEqual([])
  })

  it('has no cycle between files, of types neither', () => {
    expect(imports.flatMap(betweenFiles).length).toBeGreaterThan(files.length)
    expect(cycleIn(imports.flatMap(betweenFiles))).toEqual([])
  })

  it('uses an outside package only in the folder that owns it', () => {
    const strays = imports.filter(({ file, target, typeOnly }) => {
      const owner = owners.find((candidate) => candidate.package.test(target))
      if (owner === undefined || typeOnly) return false
      return !owner.folders.some((folder) => file === folder || file.startsWith(`${folder}/`))
    })
    expect(strays.map(shown)).toEqual([])
  })

  it('keeps the pure folders free of Node', () => {
    const impure = imports.filter(
      ({ from, target }) => pure.includes(from) && target.startsWith('node:'),
    )
    expect(impure.map(shown)).toEqual([])
  })

  it('opens no database, engine or process in the renderer', () => {
    const node = imports.filter(
      ({ from, target }) => from === 'src-renderer' && target.startsWith('node:'),
    )
    expect(node.map(shown)).toEqual([])
  })

  it('keeps every file within 300 lines', () => {
    expect(files.filter(({ lines }) => lines > 300).map(({ path }) => path)).toEqual([])
  })
})

interface Edge {
  readonly from: string
  readonly to: string
}

function betweenFolders({ from, to, typeOnly }: Import): Edge[] {
  return to === undefined || to === from || typeOnly ? [] : [{ from, to }]
}

/** Left out: a component that draws itself, for trees. */
function betweenFiles({ file, target }: Import): Edge[] {
  const to = target.startsWith('.') ? posix.join(dirname(file), target) : file
  return to === file ? [] : [{ from: file, to }]
}

/** The first cycle of these edges, as the path that closes it; empty if there is none. */
function cycleIn(edges: readonly Edge[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from)
  const done = new Set<string>()
  const walk = (node: string, path: readonly string[]): string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return []
    for (const { to } of next.get(node) ?? []) {
      const cycle = walk(to, [...path, node])
      if (cycle.length > 0) return cycle
    }
    done.add(node)
    return []
  }
  for (const node of next.keys()) {
    const cycle = walk(node, [])
    if (cycle.length > 0) return cycle
  }
  return []
}
