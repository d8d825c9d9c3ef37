import { id, type Draft } from './forge.ts'
import { withDraft, withRun, type Hostile } from './hostile.ts'

const raw =
  (text: string) =>
  ({ items }: Draft) => {
    items[0].contents = Buffer.from(text)
  }
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const run = `runs/${id}/run.json`
const untidy = Object.assign(Object.create(null) as object, { any: 1 })

const content = {
  title: 'T',
  parts: [],
  provenance: { runs: [], protocols: [], datasets: [], version: '0.1.0', drawnAt: 1 },
}
/** A report of the bundle, with panels that its text names by "aa" and "bb". */
const withReport = (change: object, place = id) =>
  withDraft(({ items }) => {
    const panel = { key: 'aa', frozenAt: 1, content }
    const report = {
      ...{ id, name: 'R', text: 'aa bb', version: 1, updatedAt: 1, panels: [panel] },
      ...change,
    }
    const contents = Buffer.from(JSON.stringify(report))
    items.push({ path: `reports/${place}.json`, kind: 'report', contents })
  })
const panels = (...keys: string[]) => keys.map((key) => ({ key, frozenAt: 1, content }))

/** What is wrong with a report. */
export const hostileReports: readonly Hostile[] = [
  [
    'has a report elsewhere than at its place',
    withReport({}, 'abcdefghjk'),
    'x.cusp: reports/abcdefghjk.json',
    /belongs at/,
  ],
  [
    'has a report that keeps a panel which its text does not name',
    withReport({ panels: panels('aa', 'zz') }),
    `x.cusp: reports/${id}.json`,
    /"zz"/,
  ],
  [
    'has a report that keeps a panel twice',
    withReport({ panels: panels('aa', 'aa') }),
    `x.cusp: reports/${id}.json`,
    /out of order/,
  ],
  [
    'has a report whose panel shows what there is none of',
    withReport({
      panels: [{ key: 'aa', frozenAt: 1, content: { ...content, parts: [{ is: 'script' }] } }],
    }),
    'panels[0].content.parts[0].is',
    /script|drawing/,
  ],
  [
    'has a report longer than one may be',
    withReport({ text: 'a'.repeat(200_001), panels: [] }),
    'text',
    /200/,
  ],
]

/** What is wrong with the documents of a run. */
export const hostileDocuments: readonly Hostile[] = [
  ['has a run that is not JSON', withDraft(raw('{"id": ')), `x.cusp: ${run}`, /not JSON/],
  [
    'has a run that is not UTF-8',
    withDraft(({ items }) => (items[0].contents = Buffer.from([0xff, 0xfe]))),
    `x.cusp: ${run}`,
    /UTF-8/,
  ],
  [
    'reaches for a prototype',
    withDraft(raw('{"__proto__": {"a": 1}}')),
    `x.cusp: ${run}`,
    /__proto__/,
  ],
  [
    'reaches for one by an escape',
    withDraft(raw('{"\\u005f_proto__": 1}')),
    `x.cusp: ${run}`,
    /__proto__/,
  ],
  [
    'reaches for a constructor',
    withDraft(raw('{"a": {"constructor": 1}}')),
    `x.cusp: ${run}`,
    /constructor/,
  ],
  ['is nested deep', withDraft(raw(deep(100_000))), `x.cusp: ${run}`, /nested deeper/],
  [
    'is nested deep in an event',
    withRun((made) => (made.events[0].body = deep(2_000))),
    `x.cusp: ${run}.events[0].body`,
    /nested deeper/,
  ],
  [
    'has an event whose body is no JSON',
    withRun((made) => (made.events[0].body = '{')),
    `x.cusp: ${run}.events[0].body`,
    /not JSON/,
  ],
  [
    'has events out of order',
    withRun((made) => void made.events.push(made.events[0])),
    `x.cusp: ${run}.events`,
    /out of order/,
  ],
  [
    'has another id than its place',
    withRun((made) => (made.id = 'abcdefghjk')),
    `x.cusp: ${run}.id`,
    /in the place of/,
  ],
  [
    'has an id that is a path',
    withRun((made) => (made.id = '../../../..')),
    'id',
    /ten lower-case/,
  ],
  ['is running', withRun((made) => (made.state = 'running')), 'state', /running/],
  [
    'has a field there is none of',
    withRun((made) => void Object.assign(made, untidy)),
    `x.cusp: ${run}`,
    /any/,
  ],
  [
    'has a spec that breaks its schema',
    withRun((made) => (made.spec = { ...made.spec, batchSize: -1 })),
    'spec.batchSize',
    /-1/,
  ],
  [
    'has a spec whose parts do not fit',
    withRun((made) => (made.spec = { ...made.spec, batchSize: 65 })),
    `x.cusp: ${run}.spec`,
    /does not fit/,
  ],
  [
    'has a number that is none',
    withRun((_, { series }) => (series[0].values[1] = NaN)),
    'series[0].values[1]',
    /null/,
  ],
  [
    'has a number beyond all',
    withDraft(
      ({ items }) =>
        (items[1].contents = Buffer.from(
          '{"series":[{"name":"a","steps":[1],"values":[1e999],"seqs":[2]}]}',
        )),
    ),
    'series[0].values[0]',
    /number/,
  ],
  [
    'has a series that is torn',
    withRun((_, { series }) => void series[0].steps.pop()),
    `x.cusp: ${run}`,
    /torn/,
  ],
  [
    'has a series twice',
    withRun((_, { series }) => void series.push(series[0])),
    `x.cusp: ${run}`,
    /twice/,
  ],
  [
    'has fewer images than it says',
    withRun((made) => (made.evaluations[0].count = 15)),
    `x.cusp: ${run}.evaluations[0]`,
    /of 15 images/,
  ],
  [
    'has arrays of another size',
    withRun((made) => (made.evaluations[0].plans[1].losses = 3)),
    `x.cusp: ${run}`,
    /bytes of arrays/,
  ],
  [
    'has huge counts',
    withRun((made) => (made.evaluations[0].plans[0].images = 2 ** 52)),
    `x.cusp: ${run}.evaluations[0]`,
    /a plan of it/,
  ],
  [
    'is finished without clean predictions',
    withRun((made) => void made.evaluations[0].plans.shift()),
    `x.cusp: ${run}.evaluations[0]`,
    /without clean/,
  ],
  [
    'has images that are torn',
    withDraft(({ items }) => {
      items.push({
        path: `runs/${id}/samples.bin`,
        kind: 'samples',
        contents: Buffer.from([255, 255, 255, 255]),
      })
    }),
    `x.cusp: runs/${id}/samples.bin`,
    /torn at byte 0/,
  ],
]
