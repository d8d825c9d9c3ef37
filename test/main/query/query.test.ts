import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allOf,
  completeQuery,
  conditionsOf,
  formatMeasure,
  formatQuery,
  parseMeasure,
  parseQuery,
  type Query,
} from '#query'
import { measures, queries } from './queries.ts'

const problemOf = (text: string, known?: readonly string[]) => parseQuery(text, known).problem
/** What the problem of a text points at. */
const pointed = (text: string, known?: readonly string[]) => {
  const problem = problemOf(text, known)
  return problem && text.slice(problem.from, problem.to)
}

describe('query/parse', () => {
  it('reads the example of the documents', () => {
    expect(parseQuery('adv@8/255 > 0.4 and tag:ablation seed:*').query).toEqual({
      is: 'and',
      of: [
        {
          is: 'compare',
          left: {
            of: 'measure',
            measure: { name: 'adversarial', strength: 0.0314, reading: 'last' },
          },
          op: '>',
          value: 0.4,
        },
        { is: 'field', field: 'tag', patterns: ['ablation'] },
        { is: 'field', field: 'seed', patterns: ['*'] },
      ],
    })
  })

  it('binds not closest and or least, as brackets would', () => {
    const same = (a: string, b: string) => expect(parseQuery(a)).toEqual(parseQuery(b))
    same('a b or not c d', '((a and b) or ((not c) and d))')
    same('-tag:x y', 'not tag:x and y')
    expect(parseQuery('not (a or b)')).not.toEqual(parseQuery('not a or b'))
  })

  it('reads back every query that it can write', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual({ query })
      }),
      { numRuns: 1500 },
    )
  })

  it('never throws, and points into the text or at its end', () => {
    const pieces = fc.constantFrom(
      ...[
        '(',
        ')',
        '"',
        ':',
        ',',
        '>',
        '<=',
        '!',
        'and',
        'or',
        'not',
        '-',
        'tag',
        'adv',
        '0.4',
        ' ',
      ],
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { problem } = parseQuery(text)
        if (!problem) return
        expect(problem.message).not.toBe('')
        expect(problem.from).toBeGreaterThanOrEqual(0)
        expect(problem.from).toBeLessThanOrEqual(problem.to)
        expect(problem.to).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['adv >', '>', 'a number, as 0.4 or 8/255'],
    ['adv > high', 'high', '"high" is not what adv is compared with'],
    ['(a or b', '(', 'not closed'],
    ['a)', ')', 'does not belong here'],
    ['tga:x', 'tga', 'did you mean tag?'],
    ['tag:', 'tag:', 'a value belongs after the colon'],
    ['is:old', 'is:old', 'one of archived, deleted, degenerate, fork'],
    ['name = x', 'name', 'name is a text: write name:value'],
    ['time > soon', 'soon', '90s, 5min, 2h or 3d'],
    ['made > yesterday', 'yesterday', '2026-11-29'],
    ['tag:"a', '"a', 'closing "'],
    ['a and', '', 'a condition belongs here'],
  ])('says what is wrong with %s, and where', (text, place, words) => {
    expect(pointed(text)).toBe(place)
    expect(problemOf(text)?.message).toContain(words)
  })

  it('knows a number that no run has, where it is told which they are', () => {
    expect(parseQuery('advers > 0.4').problem).toBeUndefined()
    expect(problemOf('adversaria > 0.4', ['adversarial', 'loss'])).toMatchObject({
      message: 'no run has a number "adversaria"; did you mean adversarial?',
    })
    expect(parseQuery('adv@8/255 > 0.4', ['adversarial@0.0314']).problem).toBeUndefined()
  })
})

describe('query/measure', () => {
  it('reads back every measure it can write', () => {
    fc.assert(
      fc.property(measures, (measure) => {
        expect(parseMeasure(formatMeasure(measure))).toEqual(measure)
      }),
    )
  })

  it('writes a strength that is a level of 8 bits as one', () => {
    expect(formatMeasure({ name: 'adversarial', strength: 0.0314, reading: 'last' })).toBe(
      'adversarial@8/255',
    )
    expect(parseMeasure('rotation@30.best')).toEqual({
      name: 'rotation',
      strength: 30,
      reading: 'best',
    })
    expect(parseMeasure('loss.at(120)')?.reading).toEqual({ step: 120 })
    expect(parseMeasure('8/255')).toBeUndefined()
  })
})

describe('query/conditions', () => {
  it('takes a query apart into what must all hold, and back', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(allOf(conditionsOf(query))).toEqual(query)
      }),
    )
    const nothing: Query = { is: 'all' }
    expect(conditionsOf(nothing)).toEqual([])
  })
})

describe('query/complete', () => {
  const vocabulary = {
    measures: ['adversarial', 'adversarial@0.0314', 'loss'],
    values: { tag: ['ablation', 'two words'], state: ['finished', 'failed'] },
  }
  /** The text after the first option was taken. */
  const taken = (text: string, option = 0) => {
    const { from, options } = completeQuery(text, text.length, vocabulary)
    return text.slice(0, from) + options[option].text
  }

  it.each([
    ['ta', 'tag:'],
    ['tag:ab', 'tag:ablation '],
    ['x and tag:two', 'x and tag:"two words" '],
    ['state:finished,fai', 'state:finished,failed '],
    ['advers', 'adversarial '],
    ['-sta', '-state:'],
    ['is:arc', 'is:archived '],
    ['adversarial@8/255 ', 'adversarial@8/255 >= '],
    ['(los', '(loss:'],
  ])('completes %s to %s', (text, whole) => {
    expect(taken(text)).toBe(whole)
  })

  it('offers nothing that makes a text worse: each option is part of a query', () => {
    for (const { text } of completeQuery('', 0, vocabulary).options) {
      const ended = text.endsWith(':') ? `${text}*` : `${text}> 1`
      expect(parseQuery(ended === 'is:*' ? 'is:fork' : ended).problem).toBeUndefined()
    }
  })
})
