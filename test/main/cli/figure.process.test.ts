import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fiveArms, recordedStudy } from '../../setup/recorded-study.ts'
import { errorIn, runCusp } from './run-cusp.ts'

let folder: string
const cusp = (...args: string[]) => runCusp(args, folder)
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cusp-figure-'))
  const arms = fiveArms.slice(0, 2)
  writeFileSync(
    file('two.json.gz'),
    await recordedStudy({ arms, seeds: [0, 1], steps: 60, images: 32 }),
  )
  expect(await cusp('study', 'import', 'two.json.gz')).toMatchObject({ code: 0 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('cli/figure', () => {
  it('draws runs, keeps the figure, and draws it again to the same bytes', async () => {
    const made = await cusp(
      ...['figure', '--where', 'study:recorded', '--robustness', '--columns', 'two'],
      ...[
        '--save',
        'Under attack',
        '--svg',
        'a.svg',
        '--png',
        'a.png',
        '--scale',
        '2',
        '--csv',
        'a.csv',
        '--json',
      ],
    )
    expect(made).toMatchObject({ code: 0 })
    const { id, files, groups } = JSON.parse(made.stdout) as Record<string, unknown> & {
      id: string
    }
    expect(files).toEqual({ svg: 'a.svg', png: 'a.png', csv: 'a.csv' })
    expect(groups).toHaveLength(2)
    const { width } = await sharp(file('a.png')).metadata()
    expect(width).toBe(Math.round((17.4 / 2.54) * 192))
    expect(readFileSync(file('a.csv'), 'utf8')).toMatch(
      /^panel,x axis,y axis,series,drawn,x,y,low,high\r\n/,
    )
    expect(await cusp('figure', 'draw', 'Under attack', '--svg', 'b.svg')).toMatchObject({
      code: 0,
      stdout: 'b.svg\n',
    })
    expect(readFileSync(file('b.svg')).equals(readFileSync(file('a.svg')))).toBe(true)

    expect((await cusp('figure', 'list')).stdout).toMatch(/Under attack +robustness +4/)
    const { stdout } = await cusp('figure', 'show', id, '--json')
    const { spec } = JSON.parse(stdout) as { spec: object }
    writeFileSync(file('spec.json'), JSON.stringify(spec))
    expect((await cusp('figure', 'make', 'spec.json')).stdout).toBe(
      readFileSync(file('a.svg'), 'utf8'),
    )

    expect(await cusp('figure', 'rename', id.slice(0, 6), 'Renamed')).toMatchObject({ code: 0 })
    expect(await cusp('figure', 'remove', 'Renamed')).toMatchObject({ code: 0 })
    expect((await cusp('figure', 'list')).stdout).toContain('No figures yet')
  })

  it('says what a figure lacks, by place and code', async () => {
    const of = (...args: string[]) =>
      cusp('figure', 'make', '--where', 'study:recorded', '--json', ...args)
    const cases = [
      [['--metric', 'los'], 'figure.empty', 'plot.metric', 'they have'],
      [['--metric', 'loss', '--width', '2'], 'spec.invalid', 'layout.width', 'at least 3'],
      [['--metric', 'loss', '--svg', 'no/a.svg'], 'input.invalid', 'no/a.svg', 'no such folder'],
    ] as const
    for (const [args, code, place, words] of cases) {
      const ended = await of(...args)
      expect(ended.code).toBe(2)
      expect(errorIn(ended)).toMatchObject({
        code,
        place,
        message: expect.stringContaining(words) as unknown,
      })
    }
    const unknown = await cusp('figure', 'show', 'nothing', '--json')
    expect(errorIn(unknown)).toMatchObject({ code: 'figure.unknown', place: 'nothing' })
  })
})
