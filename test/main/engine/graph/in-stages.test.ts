import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { Program } from '#engine'
import { inStages, trace, type Graph } from '../../../../src-main/engine/graph/index.ts'

const types = ({ nodes }: Graph): string[] => nodes.map(({ type }) => type)

function stagesOf(program: Program, settled: number) {
  const vector = { shape: [4], dtype: 'float32' as const }
  const { graph } = trace(program, [vector, vector])
  return inStages(graph, new Set([graph.inputs[settled]]))
}

describe('engine/graph/in-stages', () => {
  it('computes first what depends on settled inputs alone', () => {
    const stages = stagesOf(([x, w]) => [tf.mul(tf.sin(x), tf.exp(tf.neg(w)))], 1)
    expect(stages && types(stages.first)).toEqual(['Neg', 'Exp'])
    expect(stages && types(stages.rest)).toEqual(['Sin', 'Mul'])
    expect(stages?.rest.inputs).toHaveLength(2)
  })

  it('passes on what an output or a later node reads, and a settled input read as it is', () => {
    const stages = stagesOf(([x, w]) => [tf.exp(w), tf.add(tf.mul(x, w), tf.sin(tf.exp(w)))], 1)
    expect(stages?.carried).toHaveLength(2)
    expect(stages?.rest.inputs).toHaveLength(4)
    expect(stages?.rest.outputs).toHaveLength(2)
  })

  it('leaves a graph whole that has nothing to compute first', () => {
    expect(stagesOf(([x, w]) => [tf.mul(tf.sin(x), w)], 1)).toBeUndefined()
  })
})
