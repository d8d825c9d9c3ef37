import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  comparisonViewSchema,
  figureSpecSchema,
  panelMetrics,
  panelText,
  type PanelSpec,
} from '#contract'
import { openLiveHost, type HostClient, type LiveHost } from '#host'
import { measures } from '../../../../src-main/contract/comparison-rows.ts'
import { fiveArms, recordedStudy } from '../../../setup/recorded-study.ts'

let dataDir: string
let host: LiveHost
let client: HostClient
let runs: string[]
let id: string

const refused = (code: string) => expect.objectContaining({ name: 'CuspError', code }) as unknown
const show = (spec: PanelSpec, compare = false) => client.reports.panel({ id, spec, compare })

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-reports-'))
  host = await openLiveHost({ dataDir, log: () => undefined, computes: false })
  client = host.client
  const archive = await recordedStudy({ arms: fiveArms, seeds: [0, 1, 2], steps: 200, images: 64 })
  const encoded = Buffer.from(archive).toString('base64')
  runs = (await client.studies.import({ archive: encoded, name: 'five' })).runs
  id = (await client.reports.create({ name: 'Results', text: 'First' })).id
})
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/procedures/reports', () => {
  it('names its metrics as comparisons do', () => {
    expect(panelMetrics).toEqual(measures.map(({ key }) => key))
  })

  it('refuses a text made from an older version, and overwrites nothing', async () => {
    const made = await client.reports.create({ name: 'two windows', text: 'a' })
    const save = (text: string, version: number) =>
      client.reports.save({ id: made.id, text, version })
    expect(await save('b', 1)).toMatchObject({ text: 'b', version: 2 })
    await expect(save('c', 1)).rejects.toEqual(refused('report.changed'))
    // The same text once more, as after an answer that was lost, is no conflict.
    expect(await save('b', 1)).toMatchObject({ version: 2 })
    await client.reports.rename({ id: made.id, name: 'renamed' })
    expect(await save('d', 2)).toMatchObject({ name: 'renamed', version: 3 })
    await client.reports.remove({ id: made.id })
    await expect(client.reports.get({ id: made.id })).rejects.toEqual(refused('report.unknown'))
  })

  it('puts a panel at the end of a text', async () => {
    const spec: PanelSpec = { panel: 'comparison', runs: runs.slice(0, 2) }
    const { text } = await client.reports.append({ id, spec })
    expect(text).toBe(`First\n\n${panelText(spec)}\n`)
    expect((await client.reports.render({ text })).panels).toMatchObject([{ spec, problem: null }])
  })

  it('shows a table of groups, with where its numbers come from', async () => {
    const { content } = await show({ panel: 'table', runs, metrics: ['spatial', 'clean'] })
    const [table] = content.parts
    expect(table).toMatchObject({ head: ['Run', 'Spatial accuracy', 'Clean accuracy'] })
    expect(table?.is === 'table' && table.rows).toHaveLength(5)
    expect(table?.is === 'table' && table.rows[0]?.[1]).toMatch(/^0\.\d{3} ± 0\.\d{3} \(n=3\)$/)
    const { provenance } = content
    expect(provenance.runs.map((run) => run.id)).toEqual(runs)
    expect(provenance.datasets).toHaveLength(1)
    expect(provenance.protocols).toEqual([expect.stringMatching(/64 images \([0-9a-f]{12}\)$/)])
  })

  it('shows one run alone', async () => {
    const { content } = await show({ panel: 'table', runs: runs.slice(0, 1) })
    const [table] = content.parts
    expect(table?.is === 'table' && table.rows).toHaveLength(1)
    expect(table).toMatchObject({ head: expect.arrayContaining(['Clean accuracy']) as unknown })
  })

  it('shows a saved comparison with what differs, by its baseline', async () => {
    const chosen = [runs[0], runs[3]]
    const view = comparisonViewSchema.parse({ baseline: chosen[1] })
    const saved = await client.comparisons.save({ name: 'Pair', runs: chosen, view })
    const { content } = await show({ panel: 'comparison', comparison: saved.id })
    expect(content.title).toBe('Pair')
    expect(content.parts.flatMap((part) => (part.is === 'table' ? part.caption : []))).toEqual([
      ...['Results', 'What differs'],
    ])
    expect(JSON.stringify(content.parts[0])).toMatch(/Both from the start[^"]* \(baseline\)/)
    await expect(show({ panel: 'comparison', comparison: 'none' })).rejects.toEqual(
      refused('comparison.unknown'),
    )
  })

  it('draws curricula and saved figures, each with a table to read', async () => {
    const lanes = await show({
      panel: 'curriculum',
      runs: [runs[0]],
      lanes: ['epsilon', 'rotation'],
    })
    const plot = { kind: 'robustness' as const, over: 'epsilon' as const }
    const spec = figureSpecSchema.parse({ runs, plot })
    const figure = await client.figures.save({ name: 'Under attack', spec })
    const drawn = await show({ panel: 'figure', figure: figure.id })
    expect(drawn.content.title).toBe('Under attack')
    for (const { content } of [lanes, drawn]) {
      const [drawing] = content.parts
      if (drawing?.is !== 'drawing') throw new Error('no drawing')
      expect(drawing.svg).toMatch(/^<svg /)
      expect(drawing.csv.split('\r\n').length).toBeGreaterThan(drawing.twin.rows.length)
      expect(drawing.twin.rows.length).toBeGreaterThan(2)
    }
    const { svg } = await client.figures.draw({ figure: { id: figure.id } })
    expect(drawn.content.parts[0]).toMatchObject({ svg })
  })

  it('refuses what is not there, naming it', async () => {
    await expect(show({ panel: 'table', runs: ['nobody'] })).rejects.toEqual(refused('run.unknown'))
    await expect(show({ panel: 'figure', figure: 'x' })).rejects.toEqual(refused('figure.unknown'))
    await expect(show({ panel: 'verdict', study: 'claims-c', size: 'paper' })).rejects.toEqual(
      refused('report.panel'),
    )
    await expect(show({ panel: 'table', runs, frozen: 'nothing' })).rejects.toEqual(
      refused('report.panel'),
    )
  })

  it('keeps a frozen panel as it was, and tells what has changed since', async () => {
    const plot = { kind: 'tradeOff' as const }
    const saved = await client.figures.save({
      ...{ name: 'Plane', spec: figureSpecSchema.parse({ runs: runs.slice(0, 6), plot }) },
    })
    const spec: PanelSpec = { panel: 'figure', figure: saved.id }
    const { key, view } = await client.reports.freeze({ id, spec })
    expect(view.frozenAt).not.toBeNull()
    expect((await show({ ...spec, frozen: key }, true)).changes).toEqual([])
    const fewer = figureSpecSchema.parse({ runs: runs.slice(0, 5), plot })
    await client.figures.save({ id: saved.id, name: 'Plane', spec: fewer })
    const kept = await show({ ...spec, frozen: key }, true)
    expect(kept.content).toEqual(view.content)
    expect(kept.changes?.length).toBeGreaterThan(0)
    await client.figures.remove({ id: saved.id })
    expect((await show({ ...spec, frozen: key })).content).toEqual(view.content)
    await expect(show(spec)).rejects.toEqual(refused('figure.unknown'))
  })

  it('exports the same bytes for the same store and moment, and says what it could not show', async () => {
    const text = [
      panelText({ panel: 'table', runs }),
      panelText({ panel: 'table', runs: ['nobody'] }),
      '```cusp\n{}\n```',
    ].join('\n\n')
    const made = await client.reports.create({ name: 'Export', text })
    const html = () => client.reports.export({ id: made.id, format: 'html', at: 1e12 })
    const first = await html()
    expect(first).toEqual(await html())
    expect(first.text).toContain('Written by Cusp 0.1.0 on 2001-09-09 01:46 UTC')
    expect(first.problems).toEqual([
      expect.stringContaining('nobody') as unknown,
      expect.stringMatching(/^Line 10: /) as unknown,
    ])
    for (const run of runs) expect(first.text).toContain(`<tr id="run-${run}">`)
  })
})
