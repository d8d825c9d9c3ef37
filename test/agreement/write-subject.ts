import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NamedArray } from '#trainer'
import type { Case } from './cases.ts'
import { ourFormulas, trades, type OurFormulas } from './formulas.ts'
import type { AgreementSubject } from './subject.ts'

type Stored = Omit<NamedArray, 'values'> & { readonly values: Float32Array | Int32Array }

/** Writes what peers.py reads: raw arrays, and `subject.json` that says what they are. */
export async function writeSubject(
  folder: string,
  subject: AgreementSubject,
  cases: readonly Case[],
): Promise<OurFormulas> {
  const { batch, of } = subject
  const { height, width, channels } = of.shape
  const shape = [batch.size, height, width, channels]
  const formulas = await ourFormulas(subject)
  const stored: readonly Stored[] = [
    ...subject.weights.map((array) => ({ ...array, name: array.name.replace('/', '-') })),
    { name: 'images', shape, values: batch.images },
    { name: 'labels', shape: [batch.size], values: batch.labels },
    { name: 'perturbed', shape, values: formulas.perturbed },
    { name: 'trades-start', shape, values: formulas.tradesStart },
    { name: 'transforms', shape: [batch.size, 3], values: formulas.transforms },
  ]
  for (const { name, values } of stored) writeFileSync(join(folder, `${name}.bin`), values)
  const arrays = stored.map(({ name, shape, values }) => {
    const dtype = values instanceof Float32Array ? '<f4' : '<i4'
    return [name, { shape, dtype }] as const
  })
  const document = {
    threads: subject.threads,
    classes: of.classes,
    arrays: Object.fromEntries(arrays),
    ...trades,
    cases: cases.map(({ name, peers, repeats }) => ({ name, peers, repeats })),
  }
  writeFileSync(join(folder, 'subject.json'), JSON.stringify(document))
  return formulas
}
