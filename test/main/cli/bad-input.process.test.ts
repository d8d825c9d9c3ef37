import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunSpecInput } from '#spec'
import { errorIn, runCusp } from './run-cusp.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-test-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const sound: RunSpecInput = {
  version: 1,
  name: 'tiny',
  dataset: { source: { kind: 'digits' }, train: 512, test: 64 },
  model: { architecture: 'std-cnn' },
  epochs: 2,
  batchSize: 64,
  probe: { count: 64 },
  curriculum: { lanes: { learningRate: [{ at: { step: 0 }, value: 0.002 }] } },
  evaluation: {
    version: 1,
    name: 'quick',
    subset: { count: 64 },
    plans: [{ attack: 'clean' }],
  },
}

/** A sound spec with one part of it replaced, in a file. */
function write(name: string, change: object): string {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify({ ...sound, ...change }))
  return file
}

interface Case {
  readonly name: string
  readonly change: object
  readonly code: string
  readonly place: string
  readonly says: RegExp
}

const lanes = (name: string, value: number) => ({
  curriculum: { lanes: { ...sound.curriculum.lanes, [name]: [{ at: { step: 0 }, value }] } },
})

const cases: readonly Case[] = [
  {
    name: 'an unknown field',
    change: { epoch: 3 },
    code: 'spec.invalid',
    place: 'an unknown field.json',
    says: /unknown field "epoch"; did you mean "epochs"\?/,
  },
  {
    name: 'an epsilon of 8',
    change: lanes('epsilon', 8),
    code: 'spec.invalid',
    place: 'curriculum.lanes.epsilon[0].value',
    says: /is 8.*did you mean 8\/255/,
  },
  {
    name: 'a negative rotation',
    change: lanes('rotation', -30),
    code: 'spec.invalid',
    place: 'curriculum.lanes.rotation[0].value',
    says: /is -30.*did you mean 30\?/,
  },
  {
    name: 'an empty subset',
    change: { evaluation: { ...sound.evaluation, subset: { count: 0 } } },
    code: 'spec.invalid',
    place: 'evaluation.subset.count',
    says: /is 0.*1/,
  },
  {
    name: 'a subset beyond the split',
    change: { evaluation: { ...sound.evaluation, subset: { count: 65 } } },
    code: 'spec.invalid',
    place: 'evaluation.subset.count',
    says: /is 65; at most 64/,
  },
  {
    name: 'an attack in another unit',
    change: {
      evaluation: { ...sound.evaluation, plans: [{ attack: 'pgd', epsilon: 8, steps: 10 }] },
    },
    code: 'spec.invalid',
    place: 'evaluation.plans[0].epsilon',
    says: /is 8.*did you mean 8\/255/,
  },
  {
    name: 'a stage beyond the end',
    change: {
      curriculum: {
        ...sound.curriculum,
        stages: [{ name: 'late', from: { step: 0 }, to: { epoch: 9 } }],
      },
    },
    code: 'spec.invalid',
    place: 'curriculum.stages[0].to',
    says: /epoch 9 is beyond the end: the run has 2 epochs \(16 steps\)/,
  },
]

describe('cli: bad specs', () => {
  it.concurrent.each(cases)('names the place of $name, and what would be right', async (bad) => {
    const { name, change, code, place, says } = bad
    const ended = await runCusp(['run', write(name, change), '--json'], folder)
    expect(ended.code).toBe(2)
    const error = errorIn(ended)
    expect(error.code).toBe(code)
    expect(error.place?.endsWith(place)).toBe(true)
    expect(error.message).toMatch(says)
    expect(error.message).not.toContain('\n')
    expect(ended.stderr).toBe('')
  })

  it.concurrent('says the same sentence on stderr without --json', async () => {
    const ended = await runCusp(['run', write('rotated', lanes('rotation', -30))], folder)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^cusp: curriculum\.lanes\.rotation\[0\]\.value: .*\n$/)
  })

  it.concurrent('does not take what is not JSON, or not there', async () => {
    const file = join(folder, 'cut.json')
    writeFileSync(file, '{"version": 1,')
    const cut = errorIn(await runCusp(['run', file, '--json'], folder))
    expect(cut).toMatchObject({ code: 'spec.unreadable', place: file })
    const gone = await runCusp(['run', 'gone.json', '--json'], folder)
    expect(gone.code).toBe(2)
    expect(errorIn(gone).message).toBe('gone.json: there is no such file.')
  })

  it.concurrent('does not take overrides and seeds that mean nothing', async () => {
    const file = write('sound', {})
    const run = (...args: string[]) => runCusp(['run', file, ...args, '--json'], folder)
    const [override, seeds] = await Promise.all([run('--set', 'epochs'), run('--seeds', '2-0')])
    expect(errorIn(override)).toMatchObject({ code: 'input.invalid', place: '--set' })
    expect(errorIn(seeds).message).toContain('did you mean 0-2?')
    expect([override.code, seeds.code]).toEqual([2, 2])
  })
})

describe('cli: bad studies', () => {
  it.concurrent.each([
    [['claims-d'], 'study.unknown', /there are claims-a, claims-b, claims-c/],
    [['claims-a', '--size', 'huge'], 'input.invalid', /--size is "huge"; one of quick, digits/],
    [['claims-a', '--seeds', 'all'], 'input.invalid', /"all" is not a seed or a range/],
  ])('refuses %j before anything is made', async (args, code, says) => {
    const data = join(folder, 'no-study')
    const ended = await runCusp(['study', 'run', ...args, '--json', '--data', data], folder)
    expect(ended).toMatchObject({ code: 2, stderr: '' })
    expect(errorIn(ended)).toMatchObject({ code })
    expect(errorIn(ended).message).toMatch(says)
    expect(readdirSync(folder)).not.toContain('no-study')
  })
})

describe('cli: bad datasets', () => {
  const idx = (images: string) => ({
    dataset: { source: { kind: 'idx', images, labels: images }, train: 64, test: 64 },
  })
  const data = () => ['--data', mkdtempSync(join(folder, 'data-'))]

  it.concurrent('names the file that is missing, beside the spec', async () => {
    const spec = write('missing', idx('no-such-images'))
    const ended = await runCusp(['run', spec, ...data()], folder)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(join(folder, 'no-such-images'))
  })

  it.concurrent('names the magic number that is wrong', async () => {
    writeFileSync(join(folder, 'text'), 'no images here')
    const ended = await runCusp(['run', write('magic', idx('text')), ...data()], folder)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/magic number is 0x6e6f2069; IDX images begin with 0x00000803/)
  })

  it.concurrent('sees that a file is truncated', async () => {
    const header = Buffer.alloc(16)
    for (const [index, value] of [0x803, 100, 28, 28].entries())
      header.writeUInt32BE(value, index * 4)
    writeFileSync(join(folder, 'cut-images'), header)
    const ended = await runCusp(['run', write('cut', idx('cut-images')), ...data()], folder)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(join(folder, 'cut-images'))
  })
})

describe('cli: bad data folders', () => {
  it.concurrent('exits 3 where it cannot write, and leaves nothing there', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, 'kept')
    const ended = await runCusp(['runs', '--json', '--data', join(file, 'x')], folder)
    expect(ended.code).toBe(3)
    expect(errorIn(ended)).toMatchObject({ code: 'folder.unwritable', place: join(file, 'x') })
  })

  it.concurrent('writes nothing for an argument that is wrong', async () => {
    const data = join(folder, 'untouched')
    const spec = write('untouched', { epochs: 0 })
    expect((await runCusp(['run', spec, '--data', data], folder)).code).toBe(2)
    expect((await runCusp(['schema', 'protocol', '--data', data], folder)).code).toBe(0)
    expect(readdirSync(folder)).not.toContain('untouched')
  })
})

describe('cli: arguments', () => {
  it.concurrent('answers in JSON when asked to, errors of arguments included', async () => {
    const ended = await runCusp(['shwo', '--json'], folder)
    expect(ended).toMatchObject({ code: 2, stderr: '' })
    expect(errorIn(ended).code).toBe('input.invalid')
  })

  it.concurrent('prints help on stdout and exits 0', async () => {
    const ended = await runCusp(['run', '--help'], folder)
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toContain('--set <path=value...>')
  })
})

describe('cli: a model made elsewhere', () => {
  const refused = async (...args: string[]) => errorIn(await runCusp([...args, '--json'], folder))

  it('needs a dataset, and both halves of a normalisation in pixel scale', async () => {
    expect(await refused('evaluate', 'net.onnx')).toMatchObject({
      code: 'input.invalid',
      place: '--dataset',
    })
    const import_ = ['import', 'net.onnx', '--dataset', 'digits'] as const
    expect(await refused(...import_, '--mean', '0.5')).toMatchObject({ place: '--std' })
    const levels = await refused(...import_, '--mean', '127.5', '--std', '0.5')
    expect(levels.message).toMatch(/--mean "127.5": numbers between 0 and 1/)
  })

  it('is named by a file that is there', async () => {
    const gone = await refused('import', 'net.onnx', '--dataset', 'digits')
    expect(gone).toMatchObject({
      code: 'model.missing',
      message: 'net.onnx: there is no such file.',
    })
    writeFileSync(join(folder, 'text.onnx'), 'a text')
    const text = await refused('import', 'text.onnx', '--dataset', 'digits')
    expect(text).toMatchObject({ code: 'model.malformed', place: 'text.onnx' })
  })
})
