import {
  formatCsv,
  formatLatex,
  formatMarkdown,
  type DisagreementRequest,
  type Disagreements,
  type TextFormat,
} from '#contract'

/** Most images in one answer of the host. */
const page = 100

/** Every image that the groups do not answer alike, however many are shown. */
export async function allDisagreements(
  ask: (request: DisagreementRequest) => Promise<Disagreements>,
  request: Pick<DisagreementRequest, 'groups' | 'family'>,
): Promise<Disagreements> {
  const first = await ask({ ...request, offset: 0, limit: page })
  const images = [...first.images]
  while (images.length < first.total) {
    const next = await ask({ ...request, offset: images.length, limit: page })
    if (next.images.length === 0) break
    images.push(...next.images)
  }
  return { ...first, images }
}

/**
 * Images by their place in the dataset, with their label and what each group says. CSV has each number by
 * itself; Markdown and LaTeX have "3 (2/3)" where not all runs of a group say so.
 * @param nameOf a group by its id
 */
export function disagreementText(
  { groups, classes, images }: Disagreements,
  nameOf: (group: string) => string,
  format: TextFormat,
): string {
  const named = (label: number): string => classes[label] ?? String(label)
  const isCsv = format === 'csv'
  const head = groups.flatMap((id) => {
    const name = nameOf(id)
    return isCsv ? [name, `${name} agreeing`, `${name} runs`] : [name]
  })
  const rows = images.map(({ index, label, answers }) => [
    ...[String(index), named(label)],
    ...answers.flatMap(({ prediction, agreeing, runs }) => {
      const said = named(prediction)
      if (isCsv) return [said, String(agreeing), String(runs)]
      return [agreeing < runs ? `${said} (${agreeing}/${runs})` : said]
    }),
  ])
  const write = { csv: formatCsv, markdown: formatMarkdown, latex: formatLatex }[format]
  return write([['image', 'label', ...head], ...rows])
}
