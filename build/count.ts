export interface Count {
  passed: number
  failed: number
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; assertionResults: unknown[] }[]
}

/**
 * What a run of one suite counts for, from vitest's JSON report and exit code. A file without
 * tests, a skipped test, an empty suite and a failure outside any test each count as failed.
 */
export function countTests(json: string, exitCode: number): Count {
  const report = JSON.parse(json) as Report
  const empty = report.testResults.filter((file) => file.assertionResults.length === 0).length
  const nothing = report.testResults.length === 0 ? 1 : 0
  const skipped = report.numPendingTests + report.numTodoTests
  const failed = report.numFailedTests + skipped + empty + nothing
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}
