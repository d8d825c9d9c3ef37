import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programFile, projectRoot } from '../../../src-main/executor/program.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('executor/program', () => {
  it("finds the project's folder from any file in it", () => {
    expect(projectRoot()).toBe(root)
    expect(projectRoot(join(root, 'out', 'main', 'chunks', 'x.js'))).toBe(root)
  })

  it.each(['host', 'worker', 'heartbeat'] as const)(
    'runs the %s from source when run from source',
    (name) => {
      const file = programFile(name)
      expect(file.endsWith('.ts')).toBe(true)
      expect(existsSync(file)).toBe(true)
    },
  )

  it.each(['index.cjs', 'cli.js', 'chunks/host-1a2b.js'])('runs built programs from %s', (name) => {
    const file = join(root, 'out', 'main', name)
    expect(programFile('worker', file)).toBe(join(root, 'out', 'main', 'worker.js'))
  })
})
