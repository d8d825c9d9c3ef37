import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { countTests, failuresIn, reasonsNotRun, type Count } from './count.ts'

/**
 * Runs stages one after the other, whether or not one before failed, and ends with their sum:
 * `N passed, N failed`, alone on the last line. A stage without tests counts only when it fails.
 * `a+b,c` runs a and then b, and c at the same time; each is printed whole when it is done.
 */
const root = resolve(import.meta.dirname, '..')
const suites = ['unit', 'renderer', 'processes', 'conformance', 'faults', 'e2e']

const total: Count = { passed: 0, failed: 0 }
const notRun: string[] = []
const failures: string[] = []
for (const group of process.argv.slice(2)) {
  const lanes = group.split(',').map((lane) => lane.split('+'))
  await Promise.all(lanes.map((stages) => runInTurn(stages, lanes.length > 1)))
}
// Said again at the end: what failed may stand thousands of lines above.
for (const failure of failures) console.log(`\nFAILED ${failure}`)
for (const reason of notRun)
  console.log(`\nNOT RUN, counted neither as passed nor as failed: ${reason}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

async function runInTurn(stages: readonly string[], isQuiet: boolean): Promise<void> {
  for (const stage of stages) {
    const { passed, failed } = await runStage(stage, isQuiet)
    total.passed += passed
    total.failed += failed
  }
}

async function runStage(stage: string, isQuiet: boolean): Promise<Count> {
  const started = performance.now()
  if (!isQuiet) console.log(`\n── ${stage}`)
  const run = suites.includes(stage) ? runSuite : runScript
  const count = await run(stage, isQuiet)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`── ${stage}: ${count.failed === 0 ? 'passed' : 'failed'} in ${seconds} s`)
  return count
}

async function runScript(script: string, isQuiet: boolean): Promise<Count> {
  const { code, output } = await execute('npm', ['run', '--silent', script], isQuiet)
  print(script, output)
  if (code !== 0) failures.push([script, ...output.split('\n').slice(-12)].join('\n    '))
  return { passed: 0, failed: code === 0 ? 0 : 1 }
}

async function runSuite(suite: string, isQuiet: boolean): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-test-'))
  const report = join(folder, 'report.json')
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const args = [vitest, 'run', '--project', suite, ...reporters]
    const { code, output } = await execute(process.execPath, args, isQuiet)
    print(suite, output)
    const json = readFileSync(report, 'utf8')
    notRun.push(...reasonsNotRun(json))
    const count = countTests(json, code)
    const named = failuresIn(json)
    if (count.failed > 0 && named.length === 0)
      named.push('outside every test or by a skipped one: see above')
    failures.push(...named.map((failure) => `${suite}: ${failure}`))
    return count
  } catch (error) {
    failures.push(`${suite}: left no report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(stage: string, output: string): void {
  if (output !== '') console.log(`\n── ${stage}\n${output}`)
}

interface Ended {
  readonly code: number
  /** What it wrote, if it was kept from the terminal. */
  readonly output: string
}

function execute(command: string, args: readonly string[], isQuiet: boolean): Promise<Ended> {
  const shell = process.platform === 'win32' && command === 'npm'
  const out = isQuiet ? 'pipe' : 'inherit'
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', out, out], shell })
  let output = ''
  const keep = (text: Buffer) => (output += text.toString())
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, output: output + error.message }))
    child.once('close', (code) => done({ code: code ?? 1, output: output.trim() }))
  })
}
