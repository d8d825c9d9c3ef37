import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelFactsSchema, type ModelFacts } from '#contract'
import { modelFile } from './files.ts'

const factsFile = (models: string, hash: string): string => join(models, `${hash}.json`)

/** What was found when a model was imported; null when nothing is kept of it. */
export function readFacts(models: string, hash: string): ModelFacts | null {
  try {
    const found: unknown = JSON.parse(readFileSync(factsFile(models, hash), 'utf8'))
    return modelFactsSchema.parse(found)
  } catch {
    // They are for looking at: a run does without them.
    return null
  }
}

export function writeFacts(models: string, hash: string, facts: ModelFacts): void {
  writeFileSync(factsFile(models, hash), JSON.stringify(facts))
}

/** Forgets a model that was refused. */
export function removeModel(models: string, hash: string): void {
  rmSync(modelFile(models, hash), { force: true })
  rmSync(factsFile(models, hash), { force: true })
}
