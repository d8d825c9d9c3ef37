import { curriculumSchema, problemsOf, type RunSpec } from '#contract'
import { readSpec, sayProblem } from '../../state/read-spec.ts'
import { starterSpec } from './starter.ts'

/** What a file holds: a spec to open, or why it cannot be opened, in sentences. */
export type ImportedFile =
  | { readonly spec: RunSpec; readonly what: string; readonly problems: readonly [] }
  | { readonly spec: undefined; readonly problems: readonly string[] }

/** Characters beyond which a file is no curriculum. */
const longest = 4_000_000

/**
 * Reads a file as a curriculum: a whole spec, or the lanes and stages alone, which then get the
 * settings of `like` or, without it, those of a new curriculum.
 */
export function readImport(name: string, text: string, like?: RunSpec): ImportedFile {
  if (text.length > longest) return refused(`${name} is too long to be a curriculum.`)
  const parsed = parse(text)
  if (parsed === undefined) return refused(`${name} is not JSON.`)
  const isBare = typeof parsed === 'object' && parsed !== null && 'lanes' in parsed
  if (!isBare) {
    const read = readSpec(parsed)
    if (read.spec) return { spec: read.spec, what: 'a curriculum with its settings', problems: [] }
    return { spec: undefined, problems: read.problems.map(sayProblem) }
  }
  const curriculum = curriculumSchema.safeParse(parsed)
  if (!curriculum.success) {
    const problems = problemsOf(curriculumSchema, parsed)
    return { spec: undefined, problems: problems.map(sayProblem) }
  }
  const base = like ?? starterSpec(curriculum.data.name)
  const read = readSpec({ ...base, name: curriculum.data.name, curriculum: curriculum.data })
  if (!read.spec) return { spec: undefined, problems: read.problems.map(sayProblem) }
  const settings = like ? 'the settings open here' : 'the settings of a new curriculum'
  return { spec: read.spec, what: `lanes and stages, with ${settings}`, problems: [] }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const refused = (sentence: string): ImportedFile => ({ spec: undefined, problems: [sentence] })
