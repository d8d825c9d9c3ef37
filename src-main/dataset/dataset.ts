/** Size of one image: pixels high, pixels wide, colour channels (1 or 3). */
export interface ImageShape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Sizes of a source's official parts: its first examples are to be learnt from, the rest judged on. */
export interface Parts {
  readonly train: number
  readonly test: number
}

/** Labelled images as stored: bytes 0–255, row-major `[count, height, width, channel]`. */
export interface Dataset {
  readonly name: string
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
  readonly shape: ImageShape
  readonly classes: readonly string[]
  /** SHA-256 (hex) over shape, images and labels: what a run records as its data. */
  readonly hash: string
  /** Where the source has them: a split then never mixes them. */
  readonly parts?: Parts | undefined
}

/** Which examples of a dataset are learnt from and which are only judged on (indices). */
export interface Split {
  readonly train: Uint32Array
  readonly test: Uint32Array
}

/** Examples ready for an engine. */
export interface Batch {
  /** Pixels in [0, 1], `[size, height, width, channel]`. */
  readonly images: Float32Array
  readonly labels: Int32Array
  /** Position of each example in its dataset: the name its random draws go by. */
  readonly indices: Uint32Array
  readonly size: number
}
