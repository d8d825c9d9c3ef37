import { problemsOfRun, resolveRun, sentenceOf, type RunSpec } from '#contract'

/** Something to look at before a run. A problem keeps the run from starting, a note does not. */
export interface Look {
  readonly tone: 'problem' | 'note'
  readonly text: string
}

/** Problems with their places, else what is allowed but perhaps not meant. */
export function looksAt(spec: RunSpec): readonly Look[] {
  const problems = problemsOfRun(spec)
  if (problems.length > 0) {
    return problems.map((problem) => ({ tone: 'problem', text: sentenceOf(problem, 'spec') }))
  }
  return resolveRun(spec).notes.map((note) => ({
    tone: 'note',
    text: `${note.charAt(0).toUpperCase()}${note.slice(1)}.`,
  }))
}
