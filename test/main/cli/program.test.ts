import { afterEach, describe, expect, it, vi } from 'vitest'
import { execute } from '../../../src-main/cli/program.ts'

async function execution(args: readonly string[]) {
  const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  await execute(['node', 'cusp', ...args])
  const text = said.mock.calls.map(([chunk]) => String(chunk)).join('')
  said.mockRestore()
  return { code: process.exitCode, text }
}
afterEach(() => {
  process.exitCode = undefined
})

const wrong: readonly (readonly [string[], RegExp])[] = [
  [[], /^cusp: no command was given; "cusp --help" lists them\n$/],
  [['shwo'], /^cusp: unknown command 'shwo' \(Did you mean show\?\)\n$/],
  [['runs', '--jsn'], /^cusp: unknown option '--jsn' \(Did you mean --json\?\)\n$/],
  [['run'], /^cusp: missing required argument 'spec'\n$/],
  [['runs', 'extra'], /^cusp: too many arguments for 'runs'.*\n$/],
  [['schema', 'nope'], /^cusp: .*'nope'.*spec, protocol, curriculum, study, figure\.\n$/],
  [['serve', '--port', '70000'], /^cusp: --port 70000: .*1 to 65535.*\n$/],
  [['demo', '--seed', 'x'], /^cusp: seeds "x": .*\n$/],
  [['demo', '--seed', '0-2'], /^cusp: --seed takes one seed; "0-2" names several\.\n$/],
]

describe('cli/program', () => {
  it.each(wrong)('%j exits 2 with one sentence', async (args, sentence) => {
    const { code, text } = await execution(args)
    expect(code).toBe(2)
    expect(text).toMatch(sentence)
  })
})
