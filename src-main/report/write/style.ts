/** How an exported report looks: on screens in both themes, on paper in black on white. */
export const style = `
:root { color-scheme: light dark; --bg: #fff; --ink: #1d1e20; --soft: #55575d; --line: #d6d6d0; --sunk: #f3f3ef; --link: #0f5fa8; --warn: #7a4a00; --warn-ground: #f8efdc; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #17181b; --ink: #e8e8e6; --soft: #a9acb3; --line: #3a3d43; --sunk: #202226; --link: #7cbcf5; --warn: #e9c06a; --warn-ground: #2b2414; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.55 Inter, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .6em; }
h1 { font-size: 1.8rem; margin-top: 0; }
h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; } h4, h5, h6 { font-size: 1rem; }
a { color: var(--link); }
p, ul, ol, blockquote, pre { margin: 0 0 1em; max-width: 46rem; }
blockquote { padding-left: 1em; border-left: 3px solid var(--line); color: var(--soft); }
code { font: .9em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--sunk); padding: .1em .25em; border-radius: 3px; }
pre { background: var(--sunk); padding: .75em 1em; border-radius: 6px; overflow-wrap: anywhere; white-space: pre-wrap; }
pre code { background: none; padding: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
.wide { overflow-x: auto; margin: 0 0 1em; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .3em; }
th, td { padding: .3em .7em; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 500; }
.right { text-align: right; white-space: nowrap; } .center { text-align: center; }
figure { margin: 1.75em 0; }
figcaption { font-weight: 600; margin-bottom: .5em; }
img { display: block; max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
details { margin: .5em 0 1em; } summary { color: var(--soft); font-size: .85rem; }
.soft, .provenance, .head { color: var(--soft); font-size: .82rem; overflow-wrap: anywhere; }
.provenance { margin: .25em 0 0; }
.problem, .warning { background: var(--warn-ground); color: var(--warn); padding: .5em .75em; border-radius: 6px; }
@page { size: A4; margin: 18mm 16mm 20mm; }
@media print {
  :root { color-scheme: light; --bg: #fff; --ink: #000; --soft: #444; --line: #bbb; --sunk: #f4f4f4; --link: #000; --warn: #000; --warn-ground: #fff; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, figcaption { break-after: avoid; }
  table { font-size: 8pt; }
  th, td { padding: .25em .4em; }
  .right { white-space: normal; }
  tr, img, .provenance { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  img { border: 0; }
  details { display: none; }
  .problem, .warning { border: 1px solid #000; }
}
`
