import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { costReportSchema, type CostReport } from '#contract'

/** What was measured under a key; null when nothing was, or what lies there is not of today's form. */
export async function readCost(cache: string, key: string): Promise<CostReport | null> {
  let text: string
  try {
    text = await readFile(fileOf(cache, key), 'utf8')
  } catch {
    return null
  }
  return costReportSchema.nullable().catch(null).parse(parsed(text))
}

/** Keeps what was measured in the cache: it can be measured again. */
export async function writeCost(cache: string, key: string, report: CostReport): Promise<void> {
  await writeFile(fileOf(cache, key), JSON.stringify(report))
}

function fileOf(cache: string, key: string): string {
  return join(cache, `cost-${createHash('sha256').update(key).digest('hex').slice(0, 24)}.json`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
