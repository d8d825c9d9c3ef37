/**
 * Where labelled images come from: `digits` ships with Cusp, IDX files are named by path, a stored
 * dataset by the name it was imported under. A `hash` pins what it must hold.
 */
export type DatasetSource =
  | { readonly kind: 'digits' }
  | { readonly kind: 'idx'; readonly images: string; readonly labels: string }
  | { readonly kind: 'stored'; readonly name: string; readonly hash?: string | undefined }

/** Folders that sources are found in. */
export interface DatasetPlaces {
  /** Of the files that ship with Cusp. */
  readonly resources: string
  /** Of imported datasets, one folder each. */
  readonly datasets: string
}

/** Where a source's two files are, and what to call the dataset. */
export interface SourceFiles {
  readonly name: string
  readonly images: string
  readonly labels: string
}

/** @param resources folder of the files that ship with Cusp. */
export function filesOf(
  source: Exclude<DatasetSource, { kind: 'stored' }>,
  resources: string,
): SourceFiles {
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
