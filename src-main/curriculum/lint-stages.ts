import type { Problem } from '#errors'
import type { Curriculum, Extent } from './curriculum.ts'
import { beyondEnd, stepOf } from './extent.ts'

/** What keeps a curriculum's stages from following each other within the run. */
export function lintStages(curriculum: Curriculum, extent: Extent): Problem[] {
  const spans = curriculum.stages.map((stage, index) => ({
    name: stage.name,
    place: `curriculum.stages[${index}]`,
    stage,
    from: stepOf(stage.from, extent),
    to: stepOf(stage.to, extent),
  }))
  return spans.flatMap((span, index) => {
    const problems: Problem[] = []
    const beyond = beyondEnd(span.stage.to, extent)
    if (beyond) {
      const message = `stage "${span.name}": ${beyond}`
      problems.push({ place: `${span.place}.to`, message, value: span.stage.to })
    }
    if (span.from >= span.to) {
      const message = `stage "${span.name}" ends at step ${span.to}, not after its start ${span.from}`
      problems.push({ place: `${span.place}.to`, message, value: span.stage.to })
    }
    const twin = spans.find((o) => o !== span && o.name === span.name)
    if (span.stage.gate && twin) {
      const message = `"${span.name}" is also ${twin.place}; a stage with a gate has a name of its own`
      problems.push({ place: `${span.place}.name`, message, value: span.name })
    }
    const other = spans.slice(0, index).find((o) => o.from < span.to && span.from < o.to)
    if (other) {
      const both = `stage "${span.name}" [${span.from}, ${span.to}) overlaps "${other.name}"`
      const message = `${both} [${other.from}, ${other.to}); stages follow each other`
      problems.push({ place: span.place, message, value: span.stage })
    }
    return problems
  })
}
