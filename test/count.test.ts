import { describe, expect, it } from 'vitest'
import { countTests, failuresIn, reasonsNotRun } from '../build/count.ts'

const file = (name: string, tests: number) => ({ name, assertionResults: Array(tests).fill({}) })

function report(numbers: Partial<Record<string, number>>, files = [file('a.test.ts', 1)]): string {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
  return JSON.stringify({ ...none, ...numbers, testResults: files })
}

describe('count of tests', () => {
  it('counts what passed and what failed', () => {
    expect(countTests(report({ numPassedTests: 7 }), 0)).toEqual({ passed: 7, failed: 0 })
    const some = report({ numPassedTests: 7, numFailedTests: 2 })
    expect(countTests(some, 1)).toEqual({ passed: 7, failed: 2 })
  })

  it('counts a skipped test and one left to do as failed', () => {
    const skipped = report({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 })
    expect(countTests(skipped, 0)).toEqual({ passed: 7, failed: 2 })
  })

  it('counts as nothing a test that says why others were not run, and gives its reason', () => {
    const title = 'was not run: there is no compiler'
    const files = [{ name: 'a.test.ts', assertionResults: [{ title, status: 'skipped' }] }]
    const json = report({ numPassedTests: 7, numPendingTests: 1 }, files)
    expect(countTests(json, 0)).toEqual({ passed: 7, failed: 0 })
    expect(reasonsNotRun(json)).toEqual(['there is no compiler'])
    const hidden = [{ name: 'a.test.ts', assertionResults: [{ title: 'adds', status: 'skipped' }] }]
    expect(reasonsNotRun(report({ numPendingTests: 1 }, hidden as never))).toEqual([])
  })

  it('counts a file without tests as failed', () => {
    const files = [file('a.test.ts', 7), file('b.test.ts', 0)]
    expect(countTests(report({ numPassedTests: 7 }, files), 1)).toEqual({ passed: 7, failed: 1 })
  })

  it('counts a suite without files as failed', () => {
    expect(countTests(report({}, []), 0)).toEqual({ passed: 0, failed: 1 })
  })

  it('counts a failure outside every test, such as an unhandled rejection', () => {
    expect(countTests(report({ numPassedTests: 7 }), 1)).toEqual({ passed: 7, failed: 1 })
  })

  it('names what failed, with the first lines of the reason, and files in which no test ran', () => {
    const assertion = {
      title: 'adds',
      fullName: 'sums adds',
      status: 'failed',
      failureMessages: ['Error: 1 is not 2\n    at sum.test.ts:3'],
    }
    const files = [
      { name: 'sum.test.ts', assertionResults: [assertion, { title: 'b', status: 'passed' }] },
      { name: 'broken.test.ts', message: 'SyntaxError: no', assertionResults: [] },
    ]
    expect(failuresIn(report({ numFailedTests: 1 }, files as never))).toEqual([
      'sum.test.ts: sums adds\n    Error: 1 is not 2\n    at sum.test.ts:3',
      'broken.test.ts: no test ran\n    SyntaxError: no',
    ])
  })
})
