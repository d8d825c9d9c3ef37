import { z } from 'zod'
import { CuspError } from '#errors'
import { conform } from './json.ts'
import { format, newestVersion, type ItemKind } from './manifest.ts'
import { malformed } from './refusal.ts'

/** How documents of one version become those of the next. Append a step, never edit one. */
export interface VersionStep {
  /** The version it leads on from. */
  readonly from: number
  readonly manifest: (manifest: unknown) => unknown
  /** Documents that change, by kind; others stay. */
  readonly documents: Partial<Record<ItemKind, (document: unknown) => unknown>>
}

/** Version 2 knows figures of parallel coordinates and tables, so what version 1 wrote is right as it is. */
const fromOne: VersionStep = {
  from: 1,
  manifest: (manifest) => ({ ...(manifest as object), version: 2 }),
  documents: {},
}

export const versionSteps: readonly VersionStep[] = [fromOne]

const headSchema = z.looseObject({
  format: z.literal(format, `"${format}" belongs here`),
  version: z.int().min(0),
})

/**
 * The steps from the version of a manifest to ours.
 * @throws CuspError `bundle.malformed`, `bundle.newer`.
 */
export function stepsFrom(
  manifest: unknown,
  place: string,
  known: readonly VersionStep[] = versionSteps,
): VersionStep[] {
  const { version } = conform(headSchema, manifest, place)
  if (version > newestVersion) {
    const message =
      `${place} is of version ${version} and this Cusp reads up to ${newestVersion}: ` +
      'it was written by a newer Cusp, which can read it.'
    throw new CuspError('bundle.newer', message, { place: `${place}.version` })
  }
  return Array.from({ length: newestVersion - version }, (_, i) => {
    const step = known.find(({ from }) => from === version + i)
    if (!step) throw malformed(`${place}.version`, `is ${version}, which was never written`)
    return step
  })
}
