export interface Count {
  passed: number
  failed: number
}

interface Assertion {
  readonly title: string
  readonly status: string
  readonly fullName?: string
  readonly failureMessages?: readonly string[]
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; message?: string; assertionResults: Assertion[] }[]
}

/** How a test is named that stands for others that this machine has no means to run. */
const absent = 'was not run: '

/** Why tests were not run, as `test/setup` found; they are neither passed nor failed. */
export function reasonsNotRun(json: string): string[] {
  return (JSON.parse(json) as Report).testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status, title }) => status === 'skipped' && title.startsWith(absent))
    .map(({ title }) => title.slice(absent.length))
}

/** The tests that failed, each with its file and the first lines of what went wrong. */
export function failuresIn(json: string): string[] {
  return (JSON.parse(json) as Report).testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const tests = failed.map(({ fullName, title, failureMessages }) =>
      [`${name}: ${fullName ?? title}`, ...firstLines(failureMessages?.join('\n'))].join('\n'),
    )
    const isEmpty = assertionResults.length === 0
    return isEmpty ? [[`${name}: no test ran`, ...firstLines(message)].join('\n')] : tests
  })
}

function firstLines(text = ''): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, 6).map((line) => `    ${line.trim()}`)
}

/**
 * What a run of one suite counts for, from vitest's JSON report and exit code. A file without
 * tests, a skipped test, an empty suite and a failure outside any test each count as failed; a test
 * that only says why others were not run counts as nothing.
 */
export function countTests(json: string, exitCode: number): Count {
  const report = JSON.parse(json) as Report
  const empty = report.testResults.filter((file) => file.assertionResults.length === 0).length
  const nothing = report.testResults.length === 0 ? 1 : 0
  const skipped = report.numPendingTests + report.numTodoTests - reasonsNotRun(json).length
  const failed = report.numFailedTests + skipped + empty + nothing
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}
