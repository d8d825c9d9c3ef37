import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureSpecSchema, type FigureSpecInput } from '#contract'
import { openLiveHost, type HostClient, type LiveHost } from '#host'
import { fiveArms, recordedStudy } from '../../../setup/recorded-study.ts'
import { circlesIn, wordsIn } from '../../figure/sample.ts'

let dataDir: string
let host: LiveHost
let client: HostClient
let runs: string[]

const refused = (code: string, place: string) =>
  expect.objectContaining({ name: 'CuspError', code, place }) as unknown
const robustness: Partial<FigureSpecInput> = { plot: { kind: 'robustness', over: 'epsilon' } }
const spec = (change: Partial<FigureSpecInput>) =>
  figureSpecSchema.parse({ runs, ...robustness, ...change })
const draw = (change: Partial<FigureSpecInput> = {}, png?: number) =>
  client.figures.draw({ figure: { spec: spec(change) }, ...(png !== undefined && { png }) })
const rowsOf = (csv: string) => csv.split('\r\n').slice(1, -1)

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-figures-'))
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
  client = host.client
  const archive = await recordedStudy({ arms: fiveArms, seeds: [0, 1, 2], steps: 200, images: 64 })
  const encoded = Buffer.from(archive).toString('base64')
  runs = (await client.studies.import({ archive: encoded, name: 'five' })).runs
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/procedures/figures', () => {
  it('keeps a figure with the names of its runs, renames it and forgets it', async () => {
    const { id, ...made } = await client.figures.save({ name: 'Under attack', spec: spec({}) })
    expect(made).toMatchObject({ name: 'Under attack', kind: 'robustness', spec: { runs } })
    expect(made.runs[0]).toEqual({ id: runs[0], name: expect.stringContaining('CuSP') as unknown })
    const changed = await client.figures.save({ id, name: 'Other', spec: spec({ title: 'T' }) })
    expect(changed).toMatchObject({ id, createdAt: made.createdAt, spec: { title: 'T' } })
    expect(await client.figures.rename({ id, name: 'Third' })).toMatchObject({ name: 'Third' })
    expect((await client.figures.list()).map(({ name }) => name)).toEqual(['Third'])
    await client.figures.remove({ id })
    for (const call of [client.figures.get({ id }), client.figures.remove({ id })])
      await expect(call).rejects.toEqual(refused('figure.unknown', 'id'))
  })

  it('draws the same bytes for the same runs, saved or not', async () => {
    const { id } = await client.figures.save({ name: 'Under attack', spec: spec({}) })
    const saved = await client.figures.draw({ figure: { id } })
    expect(saved).toEqual(await draw())
    expect(saved.groups.map(({ label }) => label)).toHaveLength(5)
    expect(wordsIn(saved.svg)).toContain('perturbation radius ε')
    expect(wordsIn(saved.svg).join(' ')).toContain('mean ± sd over 3 seeds')
    await client.figures.remove({ id })
  })

  it('draws every number of its CSV', async () => {
    const { svg, csv, groups } = await draw()
    const [left, top, width, height] = (
      /<clipPath[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(
        svg,
      ) ?? []
    )
      .slice(1)
      .map(Number)
    const rows = rowsOf(csv).filter((row) => row.includes(`"${groups[0].label}"`))
    const xs = rows.map((row) => Number(row.split(',').at(-4)))
    const ys = rows.map((row) => Number(row.split(',').at(-3)))
    // The first of that colour is the legend's.
    const [, ...marks] = circlesIn(svg, '#0072b2')
    expect(marks).toHaveLength(rows.length)
    for (const [i, [x, y]] of marks.entries()) {
      expect((x - left) / width).toBeCloseTo(xs[i] / Math.max(...xs), 3)
      expect((top + height - y) / height).toBeCloseTo(ys[i], 3)
    }
  })

  it('makes a PNG of so many pixels, with marks and letters where the SVG has them', async () => {
    const { svg, png } = await draw({}, 2)
    const { data, info } = await sharp(Buffer.from(png ?? '', 'base64'))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(info.width).toBe(Math.round((8.4 / 2.54) * 96 * 2))
    const pixel = (x: number, y: number) => {
      const at =
        (Math.floor((y / 72) * 192) * info.width + Math.floor((x / 72) * 192)) * info.channels
      return [...data.subarray(at, at + 3)]
    }
    // Marks of the last series lie on top.
    const [, , middle] = circlesIn(svg, '#e69f00')
    expect(pixel(middle[0], middle[1])).toEqual([0xe6, 0x9f, 0x00])
    expect(pixel(1, 1)).toEqual([255, 255, 255])
    // The name of the x axis is the last words: there is ink at its baseline's middle.
    const found = /aria-label="perturbation radius ε"[^>]*translate\(([\d.]+) ([\d.]+)\)/.exec(svg)
    const [x, y] = (found ?? []).slice(1).map(Number)
    const dark = Array.from({ length: 200 }, (_, i) => pixel(x - 20 + i / 5, y - 2)[0]).filter(
      (red) => red < 100,
    )
    expect(dark.length).toBeGreaterThan(10)
  })

  it('draws metrics, the trade-off and curricula of the same runs', async () => {
    const metric = await draw({ plot: { kind: 'metric', metric: 'loss', smoothing: 0.6 } })
    expect(wordsIn(metric.svg)).toEqual(expect.arrayContaining(['loss', 'training step']))
    expect(rowsOf(metric.csv).some((row) => row.includes(',unsmoothed,'))).toBe(true)
    const plane = await draw({ plot: { kind: 'tradeOff', across: 'spatial', up: 'adversarial' } })
    expect(rowsOf(plane.csv).filter((row) => row.includes(',run,'))).toHaveLength(15)
    expect(wordsIn(plane.svg)).toContain('Pareto front')
    const lanes = await draw({ plot: { kind: 'curriculum' } })
    expect(wordsIn(lanes.svg)).toEqual(expect.arrayContaining(['radius ε', 'rotation (± degrees)']))
  })

  it('calls groups as told, and leaves out those that are hidden', async () => {
    const { groups, csv } = await draw({
      hidden: [runs[0]],
      legend: { labels: { [runs[3]]: 'mine' } },
    })
    expect(groups).toHaveLength(5)
    expect(groups[1].label).toBe('mine')
    expect(csv).not.toContain(groups[0].label)
    expect(csv).toContain(',mine,')
    const twice = draw({ legend: { labels: { [runs[0]]: 'one', [runs[3]]: 'one' } } })
    await expect(twice).rejects.toEqual(refused('input.invalid', 'legend.labels'))
  })

  it('says what none of its runs has', async () => {
    await expect(draw({ plot: { kind: 'metric', metric: 'nothing' } })).rejects.toEqual(
      refused('figure.empty', 'plot.metric'),
    )
    await expect(draw({ hidden: runs })).rejects.toEqual(refused('figure.empty', 'hidden'))
    await expect(
      draw({}, 8).then(() => draw({ layout: { width: 60, height: 60 } }, 8)),
    ).rejects.toEqual(refused('input.invalid', 'png'))
  })

  it('draws without a run that is gone, and says which; without any it refuses', async () => {
    const { id, runs: named } = await client.figures.save({ name: 'Kept', spec: spec({}) })
    await client.shelf.delete({ runs: [runs[0]], on: true })
    const { svg, missing } = await client.figures.draw({ figure: { id } })
    expect(missing).toEqual([named[0]])
    expect(wordsIn(svg).join(' ')).toContain('mean ± sd over 2 to 3 seeds')
    await client.shelf.delete({ runs, on: true })
    await expect(client.figures.draw({ figure: { id } })).rejects.toEqual(
      refused('run.unknown', 'runs'),
    )
    await client.shelf.delete({ runs, on: false })
    expect((await client.figures.draw({ figure: { id } })).missing).toEqual([])
  })

  it('draws the difference of two groups as a field, the sign of each number in words', async () => {
    const [first, second] = [runs[0], runs[3]]
    const plot = { kind: 'heatmapDifference', group: first, against: second } as const
    const { svg, csv, heatmaps } = await draw({ plot })
    expect(heatmaps).toHaveLength(1)
    const rows = rowsOf(csv).map((line) => line.split(','))
    expect(csv.split('\r\n', 1)[0]).toMatch(/,value$/)
    expect(rows).toHaveLength(16)
    expect(rows[0].slice(4)).toEqual(['cell', '0', '0', '', '', expect.any(String) as unknown])
    const { heatmaps: compared } = await client.runs.compare({ runs })
    const of = (run: string) => compared[0].series.find(({ group }) => group === run)?.accuracies
    const expected = of(first)?.map((value, i) => Number(value) - Number(of(second)?.[i]))
    expect(rows.map((row) => Number(row.at(-1)))).toEqual(expected)
    const said = wordsIn(svg).filter((words) => /^([+−]\.\d{3}|0)$/.test(words))
    expect(said.length).toBeGreaterThanOrEqual(16)
    const signs = expected?.filter((value) => Math.abs(value) >= 0.0005).map(Math.sign) ?? []
    const drawn = said.filter((words) => words !== '0').map((words) => (words[0] === '+' ? 1 : -1))
    expect(drawn).toEqual(signs)
    expect(wordsIn(svg)).toContainEqual(expect.stringMatching(/better, to −0\.\d{3}$/))

    const turned = rowsOf(
      (await draw({ plot: { ...plot, group: second, against: first } })).csv,
    ).map((line) => Number(line.split(',').at(-1)))
    expect(turned).toEqual(expected?.map((value) => expect.closeTo(-value, 12) as unknown))
    const same = draw({ plot: { ...plot, group: second } })
    await expect(same).rejects.toEqual(refused('figure.empty', 'plot.group'))
  })

  it('draws parallel coordinates: every group on every axis, from the comparison of its runs', async () => {
    const { csv, svg, axes } = await draw({ plot: { kind: 'parallel' }, layout: { width: 17.4 } })
    expect(axes.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['epsilon', 'rotation', 'clean', 'adversarial', 'activeSeconds']),
    )
    const { groups, runs: all } = await client.runs.compare({ runs })
    const means = groups.map((group) => {
      const scores = group.runs.map((id) => all.find((run) => run.id === id)?.scores?.clean ?? NaN)
      return scores.reduce((sum, score) => sum + score, 0) / scores.length
    })
    const drawn = rowsOf(csv).filter((row) => row.startsWith(',Clean accuracy,'))
    expect(drawn.map((row) => Number(row.split(',').at(-3)))).toEqual(
      means.map((mean) => expect.closeTo(mean, 12) as unknown),
    )
    expect(wordsIn(svg).join(' ')).toContain('mean over 3 seeds')
    const chosen = await draw({ plot: { kind: 'parallel', axes: ['spatial', 'epsilon'] } })
    expect(new Set(rowsOf(chosen.csv).map((row) => row.split(',')[1]))).toEqual(
      new Set(['Spatial accuracy', '"Radius ε']),
    )
    await expect(draw({ plot: { kind: 'parallel', axes: ['nothing', 'clean'] } })).rejects.toEqual(
      refused('figure.empty', 'plot.axes'),
    )
  })

  it('sets McNemar’s tests as a table, against the group that is asked for, shown or not', async () => {
    const against = runs.at(-1)
    const drawn = await draw({ plot: { kind: 'mcnemar', against } })
    const baseline = drawn.groups.find(({ runs: of }) => of.includes(against ?? ''))
    const rows = rowsOf(drawn.csv)
    expect(drawn.csv.split('\r\n')[0]).toBe(
      'group,run,baseline,baseline run,seed,images,gain,only baseline right,only this right,p',
    )
    // Four groups of three seeds, under as many families as were measured.
    expect(rows.length % 12).toBe(0)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => !row.startsWith(`${baseline?.label},`))).toBe(true)
    expect(drawn.texts?.latex).toContain('Only baseline right')
    expect(wordsIn(drawn.svg).join(' ')).toContain(`against ${baseline?.label}`)
    const hidden = await draw({ plot: { kind: 'mcnemar', against }, hidden: [against ?? ''] })
    expect(rowsOf(hidden.csv)).toHaveLength(rows.length)
  })

  it('sets what was measured as a table: the same numbers as text, as CSV and in a report', async () => {
    const plot = { kind: 'table' as const, metrics: ['spatial', 'clean'] }
    const drawn = await draw({ plot, layout: { width: 17.4 } }, 1)
    const lines = (drawn.texts?.markdown ?? '').trim().split('\n')
    expect(lines[0]).toBe('|  | Spatial accuracy | Clean accuracy |')
    expect(lines).toHaveLength(2 + 5)
    const [first] = rowsOf(drawn.csv)
    const [mean, sd, n] = first.split(',').slice(-3)
    expect(lines[2]).toContain(`${Number(mean).toFixed(3)} ± ${Number(sd).toFixed(3)}`)
    expect(n).toBe('3')
    expect(drawn.texts?.latex).toContain('\\begin{tabular}{lrr}')
    expect(wordsIn(drawn.svg).join(' ')).toContain('mean ± sd over 3 seeds')
    const { height } = await sharp(Buffer.from(drawn.png ?? '', 'base64')).metadata()
    expect(height).toBeCloseTo((drawn.size.height / 2.54) * 96, -1)

    const { id: figure } = await client.figures.save({ name: 'Results', spec: spec({ plot }) })
    const { id } = await client.reports.create({ name: 'With a table', text: '' })
    const shown = await client.reports.panel({
      ...{ id, spec: { panel: 'figure', figure }, compare: false },
    })
    expect(shown.content.parts[0]).toMatchObject({ is: 'table' })
    const kept = await client.reports.freeze({ id, spec: { panel: 'figure', figure } })
    await client.figures.remove({ id: figure })
    const frozen = await client.reports.panel({
      ...{ id, spec: { panel: 'figure', figure, frozen: kept.key }, compare: false },
    })
    expect(frozen.content).toEqual(kept.view.content)
    await expect(draw({ plot: { kind: 'table', metrics: ['nothing'] } })).rejects.toEqual(
      refused('figure.empty', 'plot.metrics'),
    )
  })
})
