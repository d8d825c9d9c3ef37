import { InvalidArgumentError, type Command } from 'commander'
import { replaceFile } from '#disk'
import { CuspError } from '#errors'
import { largestScale, type DrawnFigure, type FigureSpec } from '#contract'
import type { HostClient } from '#host'
import type { CommonOptions, Context } from '../../context.ts'

/** Where a drawn figure goes. */
export interface OutputOptions extends CommonOptions {
  readonly svg?: string
  readonly png?: string
  readonly csv?: string
  readonly latex?: string
  readonly markdown?: string
  readonly scale: number
}

export function withOutputOptions(command: Command): Command {
  return command
    .option('--svg <file>', 'write it as SVG; what is there is written over')
    .option('--png <file>', 'write it as PNG')
    .option('--csv <file>', 'write every number drawn')
    .option('--latex <file>', 'write a table as LaTeX')
    .option('--markdown <file>', 'write a table as Markdown')
    .option(
      '--scale <n>',
      `pixels of the PNG to a 96th of an inch, up to ${largestScale}`,
      readScale,
      4,
    )
}

function readScale(text: string): number {
  const scale = Number(text)
  if (Number.isInteger(scale) && scale >= 1 && scale <= largestScale) return scale
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${largestScale}.`)
}

type Subject = { readonly id: string } | { readonly spec: FigureSpec }

/** Draws a figure into the files asked for; without any, the SVG is the answer. */
export async function drawTo(
  { output }: Context,
  client: HostClient,
  subject: Subject,
  told: { readonly id?: string; readonly name?: string },
  { svg, png, csv, latex, markdown, scale }: OutputOptions,
): Promise<void> {
  const drawn = await client.figures.draw({
    figure: subject,
    ...(png !== undefined && { png: scale }),
  })
  if (svg !== undefined) await write(svg, drawn.svg)
  if (png !== undefined) await write(png, Buffer.from(drawn.png ?? '', 'base64'))
  if (csv !== undefined) await write(csv, drawn.csv)
  if (latex !== undefined) await write(latex, textOf(drawn, 'latex'))
  if (markdown !== undefined) await write(markdown, textOf(drawn, 'markdown'))
  for (const line of remarksOn(drawn)) output.note(line)
  const files = {
    ...{ ...(svg && { svg }), ...(png && { png }), ...(csv && { csv }) },
    ...{ ...(latex && { latex }), ...(markdown && { markdown }) },
  }
  const written = Object.values(files)
  const { missing, warnings, groups } = drawn
  const answer = { ...told, files, missing, warnings, groups }
  if (written.length > 0) return output.answer(answer, written.join('\n'))
  output.answer({ ...answer, svg: drawn.svg, csv: drawn.csv }, drawn.svg)
}

/** @throws CuspError `input.invalid` for what is no table. */
function textOf({ texts }: DrawnFigure, format: 'latex' | 'markdown'): string {
  if (texts) return texts[format]
  const message = `--${format}: only a table is text; take --svg, --png or --csv of this figure.`
  throw new CuspError('input.invalid', message, { place: `--${format}` })
}

/** What a reader of the figure must know and does not see in it. */
function remarksOn({ missing, warnings }: DrawnFigure): string[] {
  const gone = missing.map(({ id, name }) => `Run "${name}" (${id}) is gone; drawn without it.`)
  return [...gone, ...warnings]
}

async function write(file: string, contents: string | Buffer): Promise<void> {
  try {
    await replaceFile(file, contents)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such folder' : `it cannot be written (${code})`
    throw new CuspError('input.invalid', `${file}: ${why}.`, { place: file, cause })
  }
}
