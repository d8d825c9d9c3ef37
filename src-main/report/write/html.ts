import { momentWords, shortHash } from '../provenance-words.ts'
import type { ReportDocument, RunFacts } from './document.ts'
import { escape } from './escape.ts'
import { htmlOfBlocks } from './html-blocks.ts'
import { panelHtml } from './html-panel.ts'
import { style } from './style.ts'

/**
 * A report as one HTML document that needs nothing else and runs nothing: styles and pictures inside,
 * numbers as tables, no script, and a policy that would stop any. Equal reports give equal text.
 * @param hash SHA-256 of a text, in base64: the policy names the one style that counts.
 */
export function reportHtml(report: ReportDocument, hash: (text: string) => string): string {
  const { name, blocks, panels, runs, version, at } = report
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash(style)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Cusp ${escape(version)}">
<title>${escape(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(name)}</h1>
<p class="head">Written by Cusp ${escape(version)} on ${momentWords(at)}.</p>
${htmlOfBlocks(blocks, (place) => panelHtml(panels[place]))}
${runsHtml(runs)}</main>
</body>
</html>
`
}

function runsHtml(runs: readonly RunFacts[]): string {
  if (runs.length === 0) return ''
  const rows = runs.map(
    ({ id, name, seed, dataset, engine, weights }) =>
      `<tr id="run-${escape(id)}"><th scope="row">${escape(name)}</th><td><code>${escape(id)}</code></td><td class="right">${seed}</td><td><code>${escape(shortHash(dataset))}</code></td><td>${escape(engine)}</td><td><code>${escape(shortHash(weights))}</code></td></tr>`,
  )
  const heads = ['Name', 'Id', 'Seed', 'Data', 'Engine', 'Weights']
  return `<h2>Runs in this report</h2>
<div class="wide" tabindex="0"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>
`
}
