/** Where labelled images come from: `digits` ships with Cusp, IDX files are named by path. */
export type DatasetSource =
  | { readonly kind: 'digits' }
  | { readonly kind: 'idx'; readonly images: string; readonly labels: string }

/** Where a source's two files are, and what to call the dataset. */
export interface SourceFiles {
  readonly name: string
  readonly images: string
  readonly labels: string
}

/** @param resources folder of the files that ship with Cusp. */
export function filesOf(source: DatasetSource, resources: string): SourceFiles {
  switch (source.kind) {
    case 'digits':
      return {
        name: 'digits',
        images: `${resources}/digits/digits-images.idx3-ubyte.gz`,
        labels: `${resources}/digits/digits-labels.idx1-ubyte.gz`,
      }
    case 'idx':
      return { name: source.images, images: source.images, labels: source.labels }
  }
}
