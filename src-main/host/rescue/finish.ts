import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { removeFolder, syncFolder } from '#disk'

/** What is still to be moved once a rescue is decided; paths inside the data folder. */
export const planSchema = z.object({
  version: z.literal(1),
  /** Where the damaged files go, so that nothing of them is lost. */
  moves: z.array(z.object({ from: z.string(), to: z.string() })),
})
export type Plan = z.infer<typeof planSchema>

/** The folder a rescue is made in, and the name that decides it. */
export const draftOf = (root: string) => join(root, 'rescue.tmp')
export const decidedOf = (root: string) => join(root, 'rescue')

export const planName = 'plan.json'
export const databaseName = 'cusp.sqlite'

/** Told before each step that changes the folder. */
export type OnStep = (step: string) => void

/**
 * Goes on with a rescue that was decided, from wherever a kill left it: moves the damaged files into the
 * quarantine, then the new database to its place. Without one it does nothing.
 */
export async function finishRescue(root: string, onStep: OnStep = () => undefined): Promise<void> {
  const decided = decidedOf(root)
  if (!existsSync(decided)) return
  const made = join(decided, databaseName)
  // Where it is gone it is in its place already, and that is none of the damaged files.
  if (existsSync(made)) {
    const { moves } = await readPlan(decided)
    for (const { from, to } of moves) {
      if (!existsSync(join(root, from))) continue
      onStep(`move ${from} to ${to}`)
      await mkdir(dirname(join(root, to)), { recursive: true })
      await rename(join(root, from), join(root, to))
      await syncFolder(dirname(join(root, to)))
    }
    onStep(`put the new database in its place`)
    await rename(made, join(root, databaseName))
    await syncFolder(root)
  }
  onStep('tidy up')
  await removeFolder(decided)
}

async function readPlan(decided: string): Promise<Plan> {
  return planSchema.parse(JSON.parse(await readFile(join(decided, planName), 'utf8')))
}
