import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foreignFormats } from '#contract'
import { openLiveHost, placeParcel, unpackParcel } from '#host'
import { parquetOf } from '../../src-main/host/exports/parquet.ts'
import { bundleOfDraft, draft, id } from '../main/host/bundle/forge.ts'
import { pythonWithReaders } from '../setup/python-with-readers.ts'

/** Has MLflow, TensorBoard and pyarrow read what is exported, and holds it against what is recorded. */
const folder = mkdtempSync(join(tmpdir(), 'cusp-exports-'))
const dataDir = join(folder, 'data')
mkdirSync(dataDir)
const host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
try {
  const bundle = join(folder, 'in.cusp')
  writeFileSync(bundle, bundleOfDraft(draft()))
  const file = await placeParcel(dataDir, bundle)
  for await (const _ of await host.client.bundles.import({ file, name: 'in.cusp' }));
  for (const format of foreignFormats) {
    for await (const told of await host.client.foreign.write({ runs: [id], format })) {
      if (told.kind !== 'written') continue
      await unpackParcel(dataDir, told.file, join(folder, format))
    }
  }
  const { points } = await host.client.runs.since({ run: id, seq: 0 })
  const { summary } = await host.client.runs.get({ run: id })
  writeFileSync(join(folder, 'truth.json'), JSON.stringify({ id, points, summary }))
  writeFileSync(
    join(folder, 'small.parquet'),
    parquetOf([
      { name: 'name', kind: 'text', values: ['plain', 'ε, "quoted"', ''] },
      { name: 'step', kind: 'integer', values: [0, 2 ** 40, 300] },
      { name: 'value', kind: 'number', values: [0.1, -1e-300, NaN] },
    ]),
  )
  const script = join(import.meta.dirname, 'read_exports.py')
  execFileSync(pythonWithReaders(), [script, folder], { stdio: 'inherit' })
} finally {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
}
