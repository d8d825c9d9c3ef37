import {
  problemsOf,
  problemsOfRun,
  runSpecSchema,
  sentenceOf,
  type Problem,
  type RunSpec,
} from '#contract'

/** A document read as a spec: the spec, or everything that keeps it from being run. */
export type ReadSpec =
  | { readonly spec: RunSpec; readonly problems: readonly [] }
  | { readonly spec: undefined; readonly problems: readonly Problem[] }

/** Reads a document as the host does, with the host's sentences. */
export function readSpec(document: unknown): ReadSpec {
  const parsed = runSpecSchema.safeParse(document)
  if (!parsed.success) {
    return { spec: undefined, problems: problemsOf(runSpecSchema, document) }
  }
  const problems = problemsOfRun(parsed.data)
  return problems.length > 0 ? { spec: undefined, problems } : { spec: parsed.data, problems: [] }
}

/** A problem as the host would say it. */
export function sayProblem(problem: Problem): string {
  return sentenceOf(problem, 'spec')
}
