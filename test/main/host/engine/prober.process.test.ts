import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { createErrands } from '../../../../src-main/host/errand/run-errand.ts'
import { machineOf } from '../../../../src-main/host/engine/catalogue.ts'
import { createProber } from '../../../../src-main/host/engine/prober.ts'

const engines = mkdtempSync(join(tmpdir(), 'cusp-engines-'))
afterAll(() => rmSync(engines, { recursive: true }))
const prober = createProber(
  createErrands(startWorker, () => 1),
  machineOf({ engines }),
)

describe('host/engine/prober', () => {
  it('offers onnx for a run that leaves the choice open', async () => {
    expect(await prober.choicesFor('auto')).toContain('onnx')
    expect(await prober.choicesFor('auto')).not.toContain('reference')
  })

  it('takes an engine by its name, and refuses one that is not there with the next step', async () => {
    expect(await prober.choicesFor('reference')).toEqual(['reference'])
    const other = process.platform === 'darwin' ? 'onnx-dml' : 'onnx-coreml'
    await expect(prober.choicesFor(other)).rejects.toMatchObject({
      code: 'engine.missing',
      message: expect.stringMatching(/cannot be used on this machine: .* is a part of/) as unknown,
    })
  })

  it('finds the same engine wanting when asked again', async () => {
    const [one, two] = [await prober.reports(), await prober.reports()]
    expect(two).toEqual(one)
    expect(one.filter(({ available }) => !available).every(({ reason }) => reason !== '')).toBe(
      true,
    )
  })
})
