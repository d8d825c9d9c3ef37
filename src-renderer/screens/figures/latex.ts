import { latexWords, type FigureSpec } from '#contract'
import { fileName } from '../../exchange/download.ts'

/**
 * A figure environment for a paper. LaTeX takes the PNG, or the SVG converted to PDF, by the name without
 * its ending; at its own width letters have the size that was asked for.
 */
export function latexOf(name: string, { caption, title, layout }: FigureSpec): string {
  const file = fileName(name, 'pdf', 'figure').replace(/\.pdf$/, '')
  const words = latexWords(caption || title || name)
  return [
    '\\begin{figure}[t]',
    '  \\centering',
    `  \\includegraphics[width=${layout.width}cm]{${file}}`,
    `  \\caption{${words}}`,
    `  \\label{fig:${file}}`,
    '\\end{figure}',
    '',
  ].join('\n')
}
