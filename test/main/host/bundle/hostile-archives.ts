import { draft, entriesOf, id, zipOf } from './forge.ts'
import { withDraft, withItem, withRun, type Hostile } from './hostile.ts'

const run = `runs/${id}/run.json`

/** What is wrong with the archive, its manifest or its items: what is said of where. */
export const hostileArchives: readonly Hostile[] = [
  ['is no zip', () => Buffer.from('not a zip at all'), 'x.cusp', /not a zip archive/],
  ['is empty', () => Buffer.alloc(0), 'x.cusp', /not a zip archive/],
  ['has no manifest', () => zipOf(entriesOf(draft()).slice(0, -1)), 'x.cusp', /no manifest\.json/],
  [
    'has a manifest that is not JSON',
    () => zipOf([{ name: 'manifest.json', contents: Buffer.from('{') }]),
    'x.cusp: manifest.json',
    /not JSON/,
  ],
  [
    'is of another format',
    withDraft(({ manifest }) => (manifest['format'] = 'cusp-plunder')),
    'format',
    /cusp-bundle/,
  ],
  [
    'is of a version that never was',
    withDraft(({ manifest }) => (manifest['version'] = 0)),
    'x.cusp: manifest.json.version',
    /never written/,
  ],
  [
    'is a bomb',
    () => {
      const entries = entriesOf(draft())
      const contents = Buffer.alloc(40 * 2 ** 20)
      return zipOf([{ name: 'runs/zeros.json', contents }, ...entries])
    },
    'x.cusp: runs/zeros.json',
    /unfold to 41943040/,
  ],
  [
    'unfolds to more than it says',
    () =>
      zipOf(
        entriesOf(draft()).map((entry) =>
          entry.name === run ? { ...entry, lies: { bytes: 100 } } : entry,
        ),
      ),
    `x.cusp: ${run}`,
    /100 bytes/,
  ],
  ['leads outside', withItem('../../evil.json'), 'x.cusp', /relative path|directory/],
  ['has an absolute name', withItem('/etc/evil.json'), 'x.cusp', /absolute path|directory/],
  ['has a drive in a name', withItem('c:/evil.json'), 'x.cusp', /directory/],
  ['has a backslash in a name', withItem('runs\\evil.json'), 'x.cusp', /directory/],
  ['has upper case in a name', withItem('runs/EVIL.json'), 'items[7].path', /lower-case/],
  ['has a hidden name', withItem('runs/.evil.json'), 'items[7].path', /lower-case/],
  ['names a folder', withItem('runs/'), 'items[7].path', /lower-case/],
  [
    'has a link',
    () =>
      zipOf(
        entriesOf(draft()).map((entry) => ({ ...entry, lies: { attributes: 0o120777 * 2 ** 16 } })),
      ),
    `x.cusp: ${run}`,
    /link or a folder/,
  ],
  [
    'is encrypted',
    () => zipOf(entriesOf(draft()).map((entry) => ({ ...entry, lies: { flags: 0x0801 } }))),
    `x.cusp: ${run}`,
    /encrypted/,
  ],
  [
    'has an entry twice',
    () => zipOf([...entriesOf(draft()), entriesOf(draft())[0]]),
    `x.cusp: ${run}`,
    /twice/,
  ],
  [
    'names an item twice',
    withDraft(({ items }) => void items.push({ ...items[0] })),
    `x.cusp: ${run}`,
    /twice/,
  ],
  [
    'has an entry that the manifest does not name',
    () => zipOf([{ name: 'runs/more.json', contents: Buffer.from('{}') }, ...entriesOf(draft())]),
    'x.cusp: runs/more.json',
    /not named/,
  ],
  [
    'names what is not there',
    () => zipOf(entriesOf(draft()).filter(({ name }) => !name.endsWith('arrays.bin'))),
    `x.cusp: runs/${id}/arrays.bin`,
    /not there/,
  ],
  [
    'has an item of another hash',
    () => {
      const entries = entriesOf(draft())
      const contents = Buffer.from(entries[0].contents)
      contents[20] ^= 1
      return zipOf([{ name: run, contents }, ...entries.slice(1)])
    },
    `x.cusp: ${run}`,
    /not as it was written/,
  ],
  [
    'has weights of another hash',
    () =>
      zipOf(
        entriesOf(draft()).map((entry) =>
          entry.name.endsWith('snapshot.bin') ? { ...entry, contents: Buffer.from('zyxw') } : entry,
        ),
      ),
    `x.cusp: runs/${id}/checkpoints/step-0000000008/snapshot.bin`,
    /not as it was written/,
  ],
  [
    'has other weights than its checkpoint tells of',
    withDraft(({ items }) => (items[4].contents = Buffer.from('zyxw'))),
    `x.cusp: runs/${id}/checkpoints/step-0000000008/manifest.json`,
    /does not name the files/,
  ],
  [
    'has a checkpoint that the run does not tell of',
    withRun((made) => (made.checkpoints[0].step = 7)),
    `x.cusp: runs/${id}/checkpoints/step-0000000008/manifest.json`,
    /does not tell of/,
  ],
  [
    'has an item that belongs to nothing',
    withItem('runs/abcdefghjk/shelf.json'),
    'x.cusp: runs/abcdefghjk/shelf.json',
    /belongs to nothing/,
  ],
  [
    'has more items than are read',
    withDraft(({ manifest }) => {
      const item = { path: 'a.b', kind: 'run', bytes: 0, sha256: 'a'.repeat(64) }
      manifest['items'] = Array.from({ length: 10_001 }, () => item)
    }),
    'items',
    /10000/,
  ],
]
