import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Case } from './cases.ts'
import type { Found } from './compare.ts'
import type { OurFormulas, PeerFormulas } from './formulas.ts'
import { pythonWithPeers } from '../setup/python-with-peers.ts'
import type { AgreementSubject } from './subject.ts'
import { writeSubject } from './write-subject.ts'

/** One library's answer to one case, a run for each repeat. */
export interface PeerAnswer {
  readonly case: string
  readonly library: string
  readonly runs: readonly (Found & { readonly seconds: number; readonly cpuSeconds: number })[]
}

export interface PeerAnswers {
  readonly ours: OurFormulas
  readonly theirs: PeerFormulas
  readonly cases: readonly PeerAnswer[]
  /** Version of each library, by its name. */
  readonly versions: Readonly<Record<string, string>>
}

/** Runs the cases in Python on the subject's weights and images. */
export async function askPeers(
  subject: AgreementSubject,
  cases: readonly Case[],
): Promise<PeerAnswers> {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-agreement-'))
  try {
    const ours = await writeSubject(folder, subject, cases)
    const script = join(import.meta.dirname, 'peers.py')
    execFileSync(pythonWithPeers(), [script, folder], { stdio: ['ignore', 'ignore', 'inherit'] })
    const text = readFileSync(join(folder, 'peers.json'), 'utf8')
    const theirs = JSON.parse(text) as PeerFormulas & Omit<PeerAnswers, 'ours' | 'theirs'>
    return { ours, theirs, cases: theirs.cases, versions: theirs.versions }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
