/**
 * When a run that is not whole was "deleted": one that is still coming in, or is being removed for
 * ever. It is out of sight of every list, that of deleted runs included. What has it when a folder is
 * opened was left by a host that died, and is removed.
 */
export const partial = 0

/** Whether a run is not whole: then nobody who asks for it gets it. */
export function isPartial({ deletedAt }: { readonly deletedAt: number | null }): boolean {
  return deletedAt === partial
}
