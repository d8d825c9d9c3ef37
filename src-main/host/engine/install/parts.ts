import type { TensorFlowPackage } from '#engine'

/** A file that a build is made of: fixed by its hash, wherever it comes from. */
export interface Part {
  readonly file: string
  /** Where it is published: whoever fetches it asks that registry's own client for the address. */
  readonly published: { readonly on: 'npm' | 'PyPI'; readonly as: string }
  readonly bytes: number
  readonly sha256: string
}

export type Variant = TensorFlowPackage['name']

export interface Recipe {
  readonly name: Variant
  readonly tensorflow: string
  /** A Python package: TensorFlow's libraries and the headers of its C API. */
  readonly wheel: Part
  /** The addon's source and the JavaScript around it. */
  readonly addon: Part
  /** Headers of Node-API. */
  readonly headers: Part
  /** What the addon's JavaScript reads TensorFlow's messages with. */
  readonly protobuf: Part
  /** Bytes it takes on the disk once built. */
  readonly installedBytes: number
}

const addon: Part = {
  file: 'tensorflow-tfjs-node-4.22.0.tgz',
  published: { on: 'npm', as: '@tensorflow/tfjs-node@4.22.0' },
  bytes: 228_166,
  sha256: 'd38a448a705efc6e655a080f896b3af646ae39dffbfe9c90b06cb9fc3a2b9358',
}
const headers: Part = {
  file: 'node-api-headers-1.9.0.tgz',
  published: { on: 'npm', as: 'node-api-headers@1.9.0' },
  bytes: 16_974,
  sha256: '6cbfac49542194ae2c8f1dee5fa2dc00d66bec9cbf3b59e3a4e5f16d14eb0d19',
}
const protobuf: Part = {
  file: 'google-protobuf-3.21.4.tgz',
  published: { on: 'npm', as: 'google-protobuf@3.21.4' },
  bytes: 68_046,
  sha256: '38299bb1802ce06900ea2e43650aded8393cd6a00012ed97ffc716eeab1e1091',
}

/** The CPU wheel's libraries are enough for `tfjs-node`; CUDA's kernels come with the other. */
export const recipes: Readonly<Record<Variant, Recipe>> = {
  'tfjs-node': {
    ...{ name: 'tfjs-node', tensorflow: '2.21.0', addon, headers, protobuf },
    wheel: {
      file: 'tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      published: { on: 'PyPI', as: 'tensorflow-cpu==2.21.0' },
      bytes: 274_000_871,
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
    },
    installedBytes: 855_000_000,
  },
  'tfjs-node-gpu': {
    ...{ name: 'tfjs-node-gpu', tensorflow: '2.21.0', addon, headers, protobuf },
    wheel: {
      file: 'tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl',
      published: { on: 'PyPI', as: 'tensorflow==2.21.0' },
      bytes: 572_611_111,
      sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
    },
    installedBytes: 1_261_000_000,
  },
}

export function partsOf({ wheel, addon, headers, protobuf }: Recipe): readonly Part[] {
  return [addon, headers, protobuf, wheel]
}
