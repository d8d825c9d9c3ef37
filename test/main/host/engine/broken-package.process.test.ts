import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '#executor'
import { createErrands } from '../../../../src-main/host/errand/run-errand.ts'
import { machineOf } from '../../../../src-main/host/engine/catalogue.ts'
import { packageIn } from '../../../../src-main/host/engine/packages.ts'
import { createProber } from '../../../../src-main/host/engine/prober.ts'

let engines: string
beforeAll(() => {
  engines = mkdtempSync(join(tmpdir(), 'cusp-engines-'))
})
afterAll(() => rmSync(engines, { recursive: true }))

/** A package that does this when it is loaded. */
function install(script: string): void {
  const root = packageIn(join(engines, 'tfjs-node'), 'tfjs-node')
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "version": "0.0.0", "main": "index.js" }')
  writeFileSync(join(root, 'index.js'), script)
}

const reasonOf = async (): Promise<string> => {
  const prober = createProber(
    createErrands(startWorker, () => 1),
    machineOf({ engines }),
  )
  const reports = await prober.reports()
  return reports.find(({ name }) => name === 'tfjs-node')?.reason ?? ''
}

describe('host/engine/prober, of a package that is broken', () => {
  it('survives one that ends its process, and says so', async () => {
    install('process.kill(process.pid, "SIGSEGV")')
    expect(await reasonOf()).toBe('The process that tried tfjs-node was ended by SIGSEGV.')
  })

  it('gives the reason of one that cannot be loaded', async () => {
    install('throw new Error("libtensorflow.so.2: cannot open shared object file")')
    expect(await reasonOf()).toBe(
      'tfjs-node cannot be loaded: libtensorflow.so.2: cannot open shared object file.',
    )
  })

  it('refuses one that computes wrongly, with the numbers', async () => {
    install(`
      const tf = require('@tensorflow/tfjs')
      const cpu = tf.engine().findBackend('cpu')
      tf.registerBackend('tensorflow', () => cpu)
      for (const kernel of tf.getKernelsForBackend('cpu')) {
        const kernelFunc = kernel.kernelName !== 'Neg' ? kernel.kernelFunc : (given) => {
          const right = kernel.kernelFunc(given)
          const values = given.backend.readSync(right.dataId)
          values[0] += 1
          return right
        }
        tf.registerKernel({ ...kernel, kernelFunc, backendName: 'tensorflow' })
      }
      exports.backend = () => ({ binding: { TF_Version: '0' }, isUsingGpuDevice: false })
    `)
    expect(await reasonOf()).toMatch(
      /^tfjs-node gives wrong numbers and is not used: element 0 of output 0 .* is -?[\d.]+, and the reference gives -?[\d.]+\.$/,
    )
  })
})
