import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeBinary } from '../../../src-main/executor/node-binary.ts'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'cusp-node-'))))
afterEach(() => rmSync(root, { recursive: true }))

const put = (...parts: string[]) => {
  const file = join(root, ...parts)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}
const here = { execPath: '/usr/bin/node', platform: 'linux', versions: { node: '24.1.0' } }
const electron = { ...here, versions: { node: '24.1.0', electron: '45.0.0' } }

describe('executor/node-binary', () => {
  it('is this Node if it is new enough', () => {
    expect(nodeBinary(root, here)).toBe('/usr/bin/node')
  })

  it("is the one in node_modules under an older Node and under Electron's", () => {
    const ours = put('node_modules', 'node', 'bin', 'node')
    expect(nodeBinary(root, { ...here, versions: { node: '20.9.0' } })).toBe(ours)
    expect(nodeBinary(root, electron)).toBe(ours)
  })

  it('is the packed one before the one in node_modules', () => {
    put('node_modules', 'node', 'bin', 'node')
    const packed = put('resources', 'node', 'node')
    const resourcesPath = join(root, 'resources')
    expect(nodeBinary(root, { ...electron, resourcesPath })).toBe(packed)
  })

  it('refuses in one sentence that names where it looked', () => {
    const place = join(root, 'node_modules', 'node', 'bin', 'node')
    expect(() => nodeBinary(root, electron)).toThrow(
      `No Node 24 to compute with: looked at ${place}; run "npm ci" in ${root}.`,
    )
  })
})
