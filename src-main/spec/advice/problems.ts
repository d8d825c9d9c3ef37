import { sentenceOf, type Problem } from '#errors'
import { clampToLane, laneNames, stepOf, valueProblem, type LaneName } from '#curriculum'
import { extentOfRun, problemsOfRun } from '../resolve.ts'
import type { RunSpec } from '../run-spec.ts'
import { withKeys, type Advice, type Fix } from './advice.ts'

/** What keeps the run from starting, in the host's sentences, with a way out where there is one. */
export function adviseOnProblems(spec: RunSpec): Advice[] {
  return problemsOfRun(spec).map((problem) => {
    const place = laneOf(problem)
    const key = place && spec.curriculum.lanes[place.lane]?.[place.index]
    const step = key && stepOf(key.at, extentOfRun(spec))
    return {
      kind: 'problem',
      tone: 'problem',
      text: sentenceOf(problem, 'spec'),
      ...(place && { at: { lane: place.lane, ...(step !== undefined && { step }) } }),
      fixes: fixesOf(problem, spec),
    }
  })
}

function laneOf({ place }: Problem): { lane: LaneName; index: number; field: string } | undefined {
  const found = /^curriculum\.lanes\.(\w+)\[(\d+)\]\.(value|at)$/.exec(place)
  const lane = laneNames.find((name) => name === found?.[1])
  return lane && { lane, index: Number(found?.[2]), field: found?.[3] ?? '' }
}

function fixesOf(problem: Problem, spec: RunSpec): readonly Fix[] {
  const place = laneOf(problem)
  if (place) return [place.field === 'value' ? clampKey(place) : removeKey(place)]
  if (problem.place === 'curriculum.muted') return []
  const gate = /^curriculum\.stages\[(\d+)\]\.gate\.metric$/.exec(problem.place)
  if (gate) return [probeFor(spec, Number(gate[1]))]
  const stage = /^curriculum\.stages\[(\d+)\](?:\.(?:to|name))?$/.exec(problem.place)
  if (stage) return [removeStageAt(Number(stage[1]), spec)]
  if (problem.place === 'probe.count') {
    return [{ title: `Probe ${spec.dataset.test} images`, make: probing({ count: 'all' }) }]
  }
  return []
}

const clampKey = ({ lane, index }: { lane: LaneName; index: number }): Fix => ({
  title: 'Set it to the nearest value that can be',
  make: (spec) =>
    withKeys(spec, lane, (keys) =>
      keys.map((key, i) =>
        i === index && valueProblem(lane, key.value, spec.attack.norm) !== undefined
          ? { ...key, value: clampToLane(lane, key.value, spec.attack.norm) }
          : key,
      ),
    ),
})

const removeKey = ({ lane, index }: { lane: LaneName; index: number }): Fix => ({
  title: 'Remove this key',
  make: (spec) => withKeys(spec, lane, (keys) => keys.filter((_, i) => i !== index)),
})

function removeStageAt(index: number, { curriculum }: RunSpec): Fix {
  return {
    title: `Remove stage ${curriculum.stages[index]?.name ?? ''}`,
    make: (spec) => ({
      ...spec,
      curriculum: {
        ...spec.curriculum,
        stages: spec.curriculum.stages.filter((_, i) => i !== index),
      },
    }),
  }
}

/** A probe that measures what a gate waits for, as hard as the curriculum gets. */
function probeFor(spec: RunSpec, stage: number): Fix {
  const metric = spec.curriculum.stages[stage]?.gate?.metric
  const top = (lane: LaneName, otherwise: number): number =>
    Math.max(0, ...(spec.curriculum.lanes[lane]?.map(({ value }) => value) ?? [])) || otherwise
  return metric === 'spatialAccuracy'
    ? { title: 'Probe under rotation', make: probing({ rotation: top('rotation', 30) }) }
    : { title: 'Probe under attack', make: probing({ epsilon: top('epsilon', 8 / 255) }) }
}

function probing(change: { count?: 'all'; rotation?: number; epsilon?: number }): Fix['make'] {
  const { count, ...rest } = change
  return (spec) => ({
    ...spec,
    probe: { ...spec.probe, ...rest, ...(count && { count: spec.dataset.test }) },
  })
}
