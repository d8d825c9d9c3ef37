import fc from 'fast-check'
import { comparators, fieldNames, flagNames, type Atom, type Measure, type Query } from '#query'

const path = fc
  .array(fc.stringMatching(/^[a-z][A-Za-z]{0,6}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('.'))

export const measures: fc.Arbitrary<Measure> = fc.record({
  name: fc.constantFrom('loss', 'clean', 'adversarial', 'spatial', 'setting.epsilon'),
  strength: fc.option(fc.integer({ min: 0, max: 20_000 }).map((tenth) => tenth / 1e4)),
  reading: fc.oneof(
    fc.constantFrom('last' as const, 'best' as const, 'lowest' as const, 'highest' as const),
    fc.nat(5_000).map((step) => ({ step })),
  ),
})

const numbers = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((v) => v + 0),
)
const quantified = fc.oneof(
  fc.tuple(
    fc.oneof(
      fc.record({ of: fc.constant('measure' as const), measure: measures }),
      fc.record({ of: fc.constant('setting' as const), path }),
      fc.record({ of: fc.constant('run' as const), field: fc.constantFrom('seed', 'step') }),
    ),
    numbers,
  ),
  fc.tuple(
    fc.record({ of: fc.constant('run' as const), field: fc.constantFrom('time', 'age') }),
    fc.nat(1e7),
  ),
  fc.tuple(
    fc.record({ of: fc.constant('run' as const), field: fc.constantFrom('made', 'ended') }),
    fc.nat(30_000).map((days) => days * 86_400_000),
  ),
)

const texts = fc.oneof(
  fc.stringMatching(/^[a-z0-9*-]{1,8}$/),
  fc.string({ minLength: 1, maxLength: 8 }),
)
const patterns = fc.array(texts, { minLength: 1, maxLength: 3 })

export const atoms: fc.Arbitrary<Atom> = fc.oneof(
  fc.record({ is: fc.constant('word' as const), text: texts }),
  fc.record({ is: fc.constant('field' as const), field: fc.constantFrom(...fieldNames), patterns }),
  fc.record({ is: fc.constant('flag' as const), flag: fc.constantFrom(...flagNames) }),
  fc.record({ is: fc.constant('setting' as const), path, patterns }),
  fc.tuple(quantified, fc.constantFrom(...comparators)).map(([[left, value], op]) => ({
    ...{ is: 'compare' as const, left, op, value },
  })),
)

/** Queries as the parser gives them: no `and` within an `and`, and two parts at least. */
export const queries: fc.Arbitrary<Query> = fc.letrec<{ any: Query; either: Query; all: Query }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      atoms,
      fc.record({ is: fc.constant('not' as const), of: tie('any') }),
      tie('all'),
      tie('either'),
    ),
    all: fc
      .array(tie('any'), { minLength: 2, maxLength: 3 })
      .filter((parts) => parts.every(({ is }) => is !== 'and'))
      .map((of) => ({ is: 'and' as const, of })),
    either: fc
      .array(tie('any'), { minLength: 2, maxLength: 3 })
      .filter((parts) => parts.every(({ is }) => is !== 'or'))
      .map((of) => ({ is: 'or' as const, of })),
  }),
).any
