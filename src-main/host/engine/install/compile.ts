import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.ts'

/**
 * Compiles tfjs-node's addon against TensorFlow's libraries, with the system's g++ (some 10 s).
 * @param root the package's folder, with the libraries in deps/lib
 * @param include has the C API's headers, and Node-API's under `node/include`
 */
export async function compileAddon(root: string, include: string): Promise<void> {
  const folder = join(root, 'lib/napi-v8')
  await mkdir(folder, { recursive: true })
  await run('g++', [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-w'],
    ...[`-I${join(include, 'node/include')}`, `-I${root}`, `-I${include}`],
    ...[join(root, 'binding/tfjs_backend.cc'), join(root, 'binding/tfjs_binding.cc')],
    ...['-o', join(folder, 'tfjs_binding.node'), `-L${join(root, 'deps/lib')}`],
    ...['-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ])
}
