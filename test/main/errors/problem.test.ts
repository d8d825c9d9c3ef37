import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CuspError, parseDocument, problemsOf } from '#errors'

const schema = z.strictObject({
  epochs: z.int().min(1),
  name: z.string().min(1).max(9).default('untitled'),
  attack: z.discriminatedUnion('attack', [
    z.strictObject({ attack: z.literal('clean') }),
    z.strictObject({ attack: z.literal('pgd'), steps: z.int(), stepSize: z.number().positive() }),
  ]),
  lanes: z.partialRecord(z.enum(['epsilon', 'rotation']), z.array(z.number()).min(1)).default({}),
  at: z
    .union([
      z.literal('start'),
      z.strictObject({ step: z.int() }),
      z.strictObject({ epoch: z.int() }),
    ])
    .default('start'),
  mode: z.enum(['onnx', 'reference']).default('onnx'),
})
const sound = { epochs: 3, attack: { attack: 'clean' } }

const said = (change: Record<string, unknown>): string[] =>
  problemsOf(schema, { ...sound, ...change }).map(({ place, message }) => `${place}: ${message}`)

describe('errors/problem', () => {
  it('finds nothing in a sound document', () => {
    expect(said({})).toEqual([])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['a missing field', { epochs: undefined }, 'epochs: is missing; a number belongs here'],
    ['a fraction', { epochs: 1.5 }, 'epochs: is 1.5; a whole number belongs here'],
    ['a text for a number', { epochs: '3' }, 'epochs: is "3"; a number belongs here'],
    ['a value too small', { epochs: 0 }, 'epochs: is 0; at least 1 belongs here'],
    ['an empty text', { name: '' }, 'name: is empty; a text belongs here'],
    ['a text too long', { name: 'a'.repeat(10) }, 'name: holds 10 letters; at most 9 belong here'],
    ['an empty list', { lanes: { epsilon: [] } }, 'lanes.epsilon: holds 0; at least 1 belong here'],
    [
      'an open bound',
      { attack: { attack: 'pgd', steps: 1, stepSize: 0 } },
      'attack.stepSize: is 0; more than 0 belongs here',
    ],
    ['a mistyped field', { epoch: 3 }, ': unknown field "epoch"; did you mean "epochs"?'],
    [
      'a mistyped key of a record',
      { lanes: { epslion: [1] } },
      'lanes: unknown field "epslion"; did you mean "epsilon"?',
    ],
    [
      'a field of the chosen alternative only',
      { attack: { attack: 'pgd', steps: 1, stepSize: 1, stepsize: 1 } },
      'attack: unknown field "stepsize"; did you mean "stepSize"?',
    ],
    [
      'a field unlike any',
      { attack: { attack: 'clean', colour: 1 } },
      'attack: unknown field "colour"; known here: attack',
    ],
    [
      'a mistyped discriminator',
      { attack: { attack: 'pdg' } },
      'attack.attack: is "pdg"; did you mean "pgd"?',
    ],
    [
      'an unlikely discriminator',
      { attack: { attack: 'square' } },
      'attack.attack: is "square"; one of clean, pgd belongs here',
    ],
    [
      'an unlikely choice',
      { mode: 'cuda' },
      'mode: is "cuda"; one of onnx, reference belongs here',
    ],
    ['a choice, mistyped', { mode: 'onxx' }, 'mode: is "onxx"; did you mean "onnx"?'],
    [
      'none of several forms',
      { at: 3 },
      'at: is 3; one of start, {"step": …}, {"epoch": …} belongs here',
    ],
  ])('says of %s what would be right', (_, change, sentence) => {
    expect(said(change)).toEqual([sentence])
  })

  it('names an element of a list by its position', () => {
    expect(said({ lanes: { epsilon: [1, 'a'] } })[0]).toMatch(/^lanes\.epsilon\[1\]: is "a"/)
  })
})

describe('errors/parse', () => {
  it('fills in defaults of a sound document', () => {
    expect(parseDocument(schema, sound, { name: 'spec' })).toMatchObject({ name: 'untitled' })
  })

  it('throws one sentence with the first problem and the number of others', () => {
    const parse = () => parseDocument(schema, { ...sound, epochs: 0, mode: 'x' }, { name: 'spec' })
    expect(parse).toThrowError(
      new CuspError('spec.invalid', 'epochs: is 0; at least 1 belongs here (and 1 more problem)', {
        place: 'epochs',
      }),
    )
  })

  it('calls the document itself by its name', () => {
    expect(() => parseDocument(schema, 3, { name: 'demo.json' })).toThrowError(
      'demo.json: is 3; an object belongs here',
    )
  })
})
