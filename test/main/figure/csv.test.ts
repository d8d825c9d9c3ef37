import { describe, expect, it } from 'vitest'
import { figureCsv } from '#figure'
import { figure, series } from './sample.ts'

const [[panel]] = figure.rows
const rows = (csv: string) => csv.split('\r\n').slice(0, -1)

describe('figure/csv', () => {
  it('has a row for every number drawn, with the ends of its band', () => {
    const [head, ...drawn] = rows(
      figureCsv({
        ...figure,
        rows: [[{ ...panel, series: [{ ...series, label: 'a', raw: [[1, 0.25]] }] }]],
      }),
    )
    expect(head).toBe('panel,x axis,y axis,series,drawn,x,y,low,high')
    expect(drawn).toEqual([
      'one,rotation (± degrees),accuracy,a,mean,0,0,-0.1,0.1',
      'one,rotation (± degrees),accuracy,a,mean,10,1,0.9,1.1',
      'one,rotation (± degrees),accuracy,a,run,5,0.5,,',
      'one,rotation (± degrees),accuracy,a,unsmoothed,1,0.25,,',
    ])
  })

  it('counts in the unit of the axis, and quotes what would split a cell', () => {
    const x = { label: 'time, at work (min)', from: 0, to: 600, unit: 60 }
    const [, first] = rows(
      figureCsv({
        ...figure,
        rows: [[{ ...panel, x, series: [{ ...series, means: [[90, 1]], band: [], points: [] }] }]],
      }),
    )
    expect(first).toBe('one,"time, at work (min)",accuracy,"a <b> & ""c""",mean,1.5,1,,')
  })
})
