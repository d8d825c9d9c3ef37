import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { countTests, type Count } from './count.ts'

/**
 * Runs stages one after the other, whether or not one before failed, and ends with their sum:
 * `N passed, N failed`, alone on the last line. A stage without tests counts only when it fails.
 */
const root = resolve(import.meta.dirname, '..')
const suites = ['unit', 'renderer', 'conformance', 'faults', 'e2e']

const total: Count = { passed: 0, failed: 0 }
for (const stage of process.argv.slice(2)) {
  const started = performance.now()
  console.log(`\n── ${stage}`)
  const { passed, failed } = suites.includes(stage) ? await runSuite(stage) : await runScript(stage)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`── ${stage}: ${failed === 0 ? 'passed' : 'failed'} in ${seconds} s`)
  total.passed += passed
  total.failed += failed
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

async function runScript(script: string): Promise<Count> {
  const code = await execute('npm', ['run', '--silent', script])
  return { passed: 0, failed: code === 0 ? 0 : 1 }
}

async function runSuite(suite: string): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-test-'))
  const report = join(folder, 'report.json')
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await execute(process.execPath, [vitest, 'run', '--project', suite, ...reporters])
    return countTests(readFileSync(report, 'utf8'), code)
  } catch (error) {
    console.error(`The ${suite} suite left no report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function execute(command: string, args: string[]): Promise<number> {
  const shell = process.platform === 'win32' && command === 'npm'
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell })
  return new Promise((done) => {
    child.once('error', () => done(1))
    child.once('close', (code) => done(code ?? 1))
  })
}
