import { parseSeeds, type RunSpec } from '#contract'

/** Seeds as people write them, "0-2,5", or the sentence on why they cannot be read. */
export function readSeeds(text: string): readonly number[] | string {
  try {
    return parseSeeds(text)
  } catch (refused) {
    return refused instanceof Error ? refused.message : String(refused)
  }
}

/** What to ask of the host: one spec a seed, and a group where there are several. */
export function specsOf(
  spec: RunSpec,
  name: string,
  seeds: readonly number[],
): { specs: RunSpec[]; group?: string } {
  const specs = seeds.map((seed) => ({ ...spec, name, seed }))
  return seeds.length > 1 ? { specs, group: name } : { specs }
}
