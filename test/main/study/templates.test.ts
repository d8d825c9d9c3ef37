import { describe, expect, it } from 'vitest'
import { diffSpecs } from '#comparison'
import { laneAt } from '#curriculum'
import { configKey, parseStudy, resolveRun, runSpecSchema } from '#spec'
import { designOf, sizes, studyName, studyOf, templates } from '#study'

const all = templates.flatMap(({ name }) => sizes.map((size) => ({ name, size })))

describe('study/templates', () => {
  it.each(all)('$name in size $size is a study that fits, seed by seed', ({ name, size }) => {
    const study = studyOf(name, size, [0, 7])
    expect(parseStudy(JSON.parse(JSON.stringify(study)))).toEqual(study)
    for (const spec of study.specs) expect(() => resolveRun(spec)).not.toThrow()
    const half = study.specs.length / 2
    expect(study.specs.map(({ seed }) => seed)).toEqual([
      ...Array<number>(half).fill(0),
      ...Array<number>(half).fill(7),
    ])
  })

  it.each(all)('$name in size $size has no two cells alike', ({ name, size }) => {
    const { cells } = designOf(name, size)
    expect(new Set(cells.map(({ label }) => label)).size).toBe(cells.length)
    expect(new Set(cells.map(({ spec }) => configKey(spec))).size).toBe(cells.length)
  })

  it.each(all)('$name in size $size evaluates all its cells alike', ({ name, size }) => {
    const { cells, measures } = designOf(name, size)
    const specs = cells.map(({ spec }) => runSpecSchema.parse(spec))
    const { differences } = diffSpecs(...specs)
    expect(differences.filter(({ path }) => path.startsWith('evaluation'))).toEqual([])
    expect(differences.filter(({ path }) => path.startsWith('dataset'))).toEqual([])
    const metrics = measures.map(({ metric }) => metric)
    expect(metrics).toEqual(expect.arrayContaining(['accuracy', 'invariance']))
  })

  it('keeps sizes of one study apart', () => {
    expect(sizes.map((size) => studyName('claims-a', size))).toEqual([
      ...['claims-a-quick', 'claims-a', 'claims-a-paper'],
    ])
  })

  it('puts nothing in a trend that differs by more than name, loss and the lane in question', () => {
    for (const { name, size } of all.filter(({ name }) => name !== 'claims-c')) {
      for (const hypothesis of designOf(name, size).hypotheses) {
        if (hypothesis.kind !== 'trend') continue
        const { differences } = diffSpecs(...hypothesis.points.map(({ cell }) => cell.spec))
        const others = differences.filter(
          ({ path }) => !/^(name|loss\..*|curriculum\.(name|lanes\..*))$/.test(path),
        )
        expect(others).toEqual([])
        const levels = hypothesis.points.map(({ level }) => level)
        expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b))
      }
    }
  })

  it('asks each claim by accuracy and by invariance, equally often', () => {
    for (const { name, size } of all) {
      const by = designOf(name, size).hypotheses.map((one) =>
        one.kind === 'advance' ? one.measures[0].metric : one.measure.metric,
      )
      const count = (metric: string) => by.filter((one) => one === metric).length
      expect(count('accuracy')).toBe(count('invariance'))
    }
  })

  it('trains CuSP in paper size by the numbers of the released code', () => {
    const { cells } = designOf('claims-c', 'paper')
    const cusp = cells.find(({ label }) => label === 'vgg16-bn, CuSP')
    if (!cusp) throw new Error('there is no CuSP')
    const { curriculum, extent } = resolveRun(cusp.spec)
    // Epochs from 1, as there: 50,000 images in batches of 128.
    expect(extent.stepsPerEpoch).toBe(391)
    const at = (epoch: number) =>
      (['epsilon', 'rotation', 'learningRate'] as const).map((lane) =>
        laneAt(curriculum, lane, (epoch - 1) * extent.stepsPerEpoch),
      )
    for (const [epochs, epsilon, rotation, rate] of [
      [[1, 74], 2 / 255, 120, 0.1],
      [[75, 89], 4 / 255, 150, 0.01],
      [[90, 99], 8 / 255, 180, 0.001],
      [[100, 120], 8 / 255, 180, 0.0001],
    ] as const)
      for (const epoch of epochs) {
        const found = at(epoch)
        expect(found[0]).toBeCloseTo(epsilon, 12)
        expect(found.slice(1)).toEqual([rotation, rate])
      }
    expect(cusp.spec).toMatchObject({
      ...{ epochs: 120, batchSize: 128, augmentation: { crop: 4, flip: true } },
      optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 5e-4 },
    })
  })

  it('warms every radius of (b) up over the same first fifth, from 0', () => {
    for (const { label, spec } of designOf('claims-b', 'digits').cells) {
      const { curriculum, extent } = resolveRun(spec)
      const epsilon = (share: number) =>
        laneAt(curriculum, 'epsilon', Math.round(share * (extent.steps - 1)))
      expect(epsilon(0)).toBe(0)
      if (label.endsWith('plain')) continue
      expect(epsilon(0.1)).toBeLessThan(epsilon(0.25))
      expect(epsilon(0.25)).toBe(epsilon(1))
    }
  })

  it('differs CuSP from each fair baseline of (c) by one lane', () => {
    const { cells } = designOf('claims-c', 'digits')
    const cell = (end: string) => {
      const found = cells.find(({ label }) => label.endsWith(end))
      if (!found) throw new Error(`no cell ${end}`)
      return found.spec
    }
    const lanesBetween = (other: string) => {
      const { differences } = diffSpecs(cell('CuSP'), cell(other))
      const lanes = differences.flatMap(
        ({ path }) => /^curriculum\.lanes\.(\w+)/.exec(path)?.[1] ?? [],
      )
      return [...new Set(lanes)]
    }
    expect(lanesBetween('ε in stages, rotation fixed')).toEqual(['rotation'])
    expect(lanesBetween('rotation in stages, ε fixed')).toEqual(['epsilon'])
  })

  it('knows no study by another name', () => {
    expect(() => designOf('claims-d', 'digits')).toThrow(
      expect.objectContaining({ code: 'study.unknown' }),
    )
  })
})
