import type { Scores } from '#contract'

type Climbs = 'label' | 'prediction' | 'both' | null | undefined

/** What an attack climbs, in words; a dash where nothing does. */
export function climbsWords(climbs: Climbs): string {
  switch (climbs) {
    case 'label':
      return 'the true label'
    case 'prediction':
      return 'its own prediction'
    case 'both':
      return 'either'
    case null:
    case undefined:
      return '–'
  }
}

/** What the attacks behind several invariance rates climb: one sentence, or none that is known. */
export function climbsNote(all: readonly (Scores | null)[]): string {
  const said = (key: 'adversarialClimbs' | 'spatialClimbs', family: string): string[] => {
    const kinds = new Set(all.flatMap((scores) => scores?.[key] ?? []))
    if (kinds.size === 0) return []
    const [only] = kinds
    const what = kinds.size === 1 ? climbsWords(only) : 'not the same in all runs'
    return [`${family} attacks climb ${what}`]
  }
  const parts = [...said('adversarialClimbs', 'adversarial'), ...said('spatialClimbs', 'spatial')]
  return parts.length === 0 ? '' : `Invariance rates: ${parts.join(', ')}.`
}
