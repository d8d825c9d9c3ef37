import type { RunDetail } from '#contract'

/** What would change the result of a run if it were repeated here, in words. */
export function repeatWords({ repeat, spec, datasetHash }: RunDetail): string {
  if (repeat.exact === null) return 'Nothing was computed yet that could be repeated.'
  const images = datasetHash === null ? '' : ' The images are held to their hash first.'
  if (repeat.exact) {
    return (
      'Repeated here it gives the same weights, bit for bit: engine, threads and versions are those ' +
      `it was computed on. On another kind of processor the last digits may differ.${images}`
    )
  }
  const auto = spec.engine === 'auto' ? '' : ` The spec asks for ${spec.engine}.`
  return (
    'Repeated here it has the same settings and seed but not the same bits: ' +
    `${repeat.reasons.join('; ')}. Expect numbers within the spread of seeds.${auto}${images}`
  )
}
