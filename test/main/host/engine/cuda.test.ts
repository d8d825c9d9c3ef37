import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { NamedEngine } from '#spec'
import { askNvidia, loaderFinds, missingCuda } from '../../../../src-main/host/engine/cuda.ts'
import { gpuSentence } from '../../../../src-main/host/engine/sentence.ts'

const folder = mkdtempSync(join(tmpdir(), 'cusp-nvidia-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A driver's tool that says this and ends so. */
function tool(script: string): string {
  const file = join(folder, `nvidia-smi-${Math.abs(script.length)}`)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

const report = (name: NamedEngine, available: boolean, reason = '') => ({
  ...{ name, available, reason, device: 'NVIDIA GPU', version: null },
})

describe('host/engine/cuda', () => {
  it('reads the GPUs off the driver’s own tool', async () => {
    const said = tool('echo "NVIDIA GeForce RTX 4090, 550.54.14, 24564 MiB"')
    expect(await askNvidia(said)).toEqual({
      gpus: ['NVIDIA GeForce RTX 4090 (driver 550.54.14, 24564 MiB)'],
    })
  })

  it('says whether there is no driver, or one that does not answer', async () => {
    expect(await askNvidia(join(folder, 'nowhere'))).toMatchObject({
      reason: expect.stringContaining('nvidia-smi is not there') as unknown,
    })
    const broken = tool(
      'echo "Failed to initialize NVML: Driver/library version mismatch" >&2; exit 18',
    )
    expect(await askNvidia(broken)).toMatchObject({
      reason: expect.stringContaining('version mismatch') as unknown,
    })
  })

  it('names the libraries that are missing, and the next step for each TensorFlow', () => {
    const has =
      (...files: string[]) =>
      (file: string) =>
        files.includes(file)
    expect(missingCuda('npm', has('libcudart.so.11.0', 'libcublas.so.11'))).toBe(
      'Install cuDNN 8.1 (libcudnn.so.8 not found), or name their folder in LD_LIBRARY_PATH; or, with CUDA 12, run "cusp engine install tfjs-node-gpu".',
    )
    expect(missingCuda('built', has('libcudnn.so.9'))).toBe(
      'Install CUDA 12 (libcudart.so.12, libcublas.so.12 not found), or name their folder in LD_LIBRARY_PATH.',
    )
    expect(missingCuda('built', () => true)).toBeUndefined()
  })

  it('looks where the loader looks', async () => {
    writeFileSync(join(folder, 'libcudnn.so.9'), '')
    const { existsSync } = await import('node:fs')
    const finds = await loaderFinds(existsSync, `/nowhere:${folder}`)
    expect([finds('libcudnn.so.9'), finds('libcudnn.so.8')]).toEqual([true, false])
  })

  it('says why nothing computes on a GPU that is there', () => {
    const nvidia = { gpus: ['NVIDIA T4 (driver 535, 15360 MiB)'] }
    const idle = gpuSentence(nvidia, [report('tfjs-node-gpu', false, 'Install CUDA 12.')])
    expect(idle).toBe(
      'NVIDIA T4 (driver 535, 15360 MiB) is there, and runs are computed on the CPU. tfjs-node-gpu: Install CUDA 12.',
    )
    expect(gpuSentence(nvidia, [report('tfjs-node-gpu', true)])).toContain('computes on it')
  })
})
