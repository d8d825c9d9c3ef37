import { CuspError } from '#errors'
import type { PanelContent, PanelPart, PanelSpec } from '#report'
import {
  formatEffect,
  formatSpread,
  sentencesOf,
  signed,
  studyName,
  verdictOf,
  wordsOf,
  type Verdict,
} from '#study'
import type { Desk } from '../desk.ts'
import { getRun } from '../procedures/runs.ts'
import { provenanceOf } from './provenance.ts'

/** What the recorded runs of a study say. */
export function verdictPanel(
  desk: Desk,
  { study, size, title }: Extract<PanelSpec, { panel: 'verdict' }>,
  at: number,
): PanelContent {
  const name = studyName(study, size)
  const finished = desk.store.runs.ofStudy(name).filter(({ state }) => state === 'finished')
  if (finished.length === 0) {
    const message = `No finished run is of the study "${name}"; "cusp study list" names those there are.`
    throw new CuspError('report.panel', message, { place: 'study' })
  }
  const verdict = verdictOf({ name: study, size, runs: finished.map(({ id }) => getRun(desk, id)) })
  return {
    title: title ?? verdict.title,
    parts: [...words(verdict), rowsTable(verdict), ...answerTables(verdict)],
    provenance: provenanceOf(
      desk,
      finished.map(({ id }) => id),
      at,
    ),
  }
}

function words(verdict: Verdict): PanelPart[] {
  return sentencesOf(verdict).map((text) => ({ is: 'words', tone: 'plain', text }))
}

function rowsTable({ rows }: Verdict): PanelPart {
  return {
    ...{ is: 'table', caption: 'What was measured' },
    head: ['Setting', ...(rows.at(0)?.values.map(({ measure }) => measure) ?? [])],
    rows: rows.map(({ label, degenerate, finished, values }) => [
      label + (degenerate > 0 ? ` (${degenerate} of ${finished} degenerate)` : ''),
      ...values.map(({ spread }) => formatSpread(spread)),
    ]),
  }
}

function answerTables({ answers }: Verdict): PanelPart[] {
  const captions = { claim: 'Tests of the claim', check: 'Checks' }
  return (['claim', 'check'] as const).flatMap((role) => {
    const rows = answers
      .filter((one) => one.role === role)
      .map(({ about, says, effect, outcome, reason }) => [
        `${about}: ${says}`,
        effect ? formatEffect(effect) : '–',
        effect?.interval ? effect.interval.map((end) => signed(end)).join(' to ') : '–',
        reason === '' ? wordsOf(outcome) : `${outcome} (${reason})`,
      ])
    const head = ['Test', 'Effect', '95 % interval', 'Outcome']
    return rows.length === 0 ? [] : [{ is: 'table' as const, caption: captions[role], head, rows }]
  })
}
