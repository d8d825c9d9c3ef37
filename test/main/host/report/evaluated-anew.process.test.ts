import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figureSpecSchema, protocolSchema, type PanelSpec, type PanelView } from '#contract'
import { startWorker } from '#executor'
import { openHost, type Host, type HostClient } from '#host'
import { finished } from '../finished.ts'
import { provenanceLine } from '../../../../src-main/report/provenance-words.ts'
import { tinySpec } from '../tiny-spec.ts'

const resources = join(import.meta.dirname, '../../../../resources')
let dataDir: string
let host: Host
let client: HostClient
let run: string
let report: string

const show = (spec: PanelSpec, compare = false): Promise<PanelView> =>
  client.reports.panel({ id: report, spec, compare })
const lineOf = ({ content, frozenAt }: PanelView): string =>
  provenanceLine(content.provenance, frozenAt)
/** The first row of the first table, or of the table beside the drawing. */
function numbersOf({ content }: PanelView): string[][] {
  const [part] = content.parts
  return part?.is === 'table' ? part.rows : part?.is === 'drawing' ? part.twin.rows : []
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'cusp-anew-'))
  host = await openHost({ dataDir, resources, startWorker })
  client = createRouterClient(host.router, { context: { mayNameFiles: true } })
  run = (await client.runs.start({ specs: [tinySpec] })).runs[0]
  await finished(client, run)
  report = (await client.reports.create({ name: 'Results', text: '' })).id
}, 300_000)
afterAll(async () => {
  await host.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('host/report: an evaluation that comes after a panel was frozen', () => {
  it('moves live panels and leaves frozen ones, with the line of where they come from', async () => {
    const plot = { kind: 'robustness' as const, over: 'epsilon' as const }
    const spec = figureSpecSchema.parse({ runs: [run], plot })
    const figure = (await client.figures.save({ name: 'Under attack', spec })).id
    const panels: PanelSpec[] = [
      { panel: 'table', runs: [run], metrics: ['clean', 'adversarial'] },
      { panel: 'figure', figure },
    ]
    const before = await Promise.all(panels.map((panel) => show(panel)))
    const kept = await Promise.all(
      panels.map(async (panel) => {
        const { key, view } = await client.reports.freeze({ id: report, spec: panel })
        return { spec: { ...panel, frozen: key }, view }
      }),
    )
    const protocol = protocolSchema.parse({
      ...{ version: 1, name: 'later', subset: { count: 61 } },
      plans: [{ attack: 'fgsm', epsilon: 0.02 }],
      curves: [
        {
          over: 'epsilon',
          values: [0.01, 0.02, 0.03],
          plan: { attack: 'fgsm', epsilon: 0.01 },
        },
      ],
    })
    await client.runs.evaluate({ run, protocol })
    const { scores } = (await finished(client, run)).summary
    expect(scores).toMatchObject({ count: 61 })

    const live = await Promise.all(panels.map((panel) => show(panel)))
    expect(numbersOf(live[0])[0].slice(1)).toEqual(
      [scores?.clean, scores?.adversarial].map((share) => share?.toFixed(3)),
    )
    expect(numbersOf(live[1]).map(([, radius]) => radius)).toContain('0.03')
    for (const [i, { spec: frozen, view }] of kept.entries()) {
      expect(numbersOf(live[i])).not.toEqual(numbersOf(before[i]))
      expect(lineOf(before[i])).toContain('protocol tiny, 16 images')
      expect(lineOf(live[i])).toContain('protocol later, 61 images')
      const now = await show(frozen, true)
      expect(now).toMatchObject({ content: view.content, frozenAt: view.frozenAt })
      expect(numbersOf(now)).toEqual(numbersOf(before[i]))
      expect(lineOf(now)).toBe(lineOf(view))
      expect(lineOf(now)).toContain('protocol tiny, 16 images')
      expect(now.changes?.length).toBeGreaterThan(0)
    }
    // Another host that opens the folder knows both as well: nothing of it was in memory alone.
    await host.close()
    host = await openHost({ dataDir, resources, startWorker })
    client = createRouterClient(host.router, { context: { mayNameFiles: true } })
    for (const { spec: frozen, view } of kept) {
      expect((await show(frozen)).content).toEqual(view.content)
    }
    expect(numbersOf(await show(panels[0]))).toEqual(numbersOf(live[0]))
  }, 300_000)
})
