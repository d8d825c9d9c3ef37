/** The rows of a CSV as Cusp writes it: quoted cells hold no line ends. */
export function csvTable(csv: string): { columns: string[]; rows: string[][] } {
  const [columns = [], ...rows] = csv
    .split('\r\n')
    .filter((line) => line !== '')
    .map(cellsOf)
  // What is the same in every row says nothing.
  const telling = columns.flatMap((name, at) =>
    ['x', 'y'].includes(name) || new Set(rows.map((row) => row[at])).size > 1 ? [at] : [],
  )
  const pick = (row: readonly string[]): string[] => telling.map((at) => row[at] ?? '')
  return { columns: pick(columns), rows: rows.map(pick) }
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}
