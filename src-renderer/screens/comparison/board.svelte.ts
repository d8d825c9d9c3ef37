import { groupLabels, type ComparedGroup, type Comparison, type ComparisonView } from '#contract'
import { Cursor, markOf, type RunMark } from '../../charts/index.ts'

/** A group as every panel draws it. */
export interface BoardGroup extends ComparedGroup {
  readonly label: string
  readonly mark: RunMark
  /** In the comparison; what its mark follows from. */
  readonly place: number
  readonly isBaseline: boolean
  /** Switched off in all panels. */
  readonly isHidden: boolean
  /** Neither switched off nor outside of what is brushed. */
  readonly isShown: boolean
}

type BrushName = 'tradeOff' | 'parallel'

/**
 * What all panels of a comparison share: which groups are shown and in what colour, what stands out,
 * where the cursor is and how far in the training is looked at. A group's mark is its place in the
 * comparison, so that the first eight never share a colour.
 */
export class Board {
  readonly cursor = new Cursor()
  readonly #read: () => Comparison
  readonly #view: () => ComparisonView
  readonly #change: (view: ComparisonView) => void
  #highlighted = $state<string | null>(null)
  #zoom = $state.raw<readonly [number, number] | null>(null)
  #brushes = $state.raw<Readonly<Partial<Record<BrushName, readonly string[]>>>>({})
  readonly #groups = $derived.by(() => this.#compose())
  readonly #shown = $derived.by(() => this.#groups.filter(({ isShown }) => isShown))

  constructor(
    read: () => Comparison,
    view: () => ComparisonView,
    change: (view: ComparisonView) => void,
  ) {
    this.#read = read
    this.#view = view
    this.#change = change
  }

  get comparison(): Comparison {
    return this.#read()
  }

  get view(): ComparisonView {
    return this.#view()
  }

  get groups(): readonly BoardGroup[] {
    return this.#groups
  }

  get shown(): readonly BoardGroup[] {
    return this.#shown
  }

  get baseline(): BoardGroup | null {
    return this.#groups.find(({ isBaseline }) => isBaseline) ?? null
  }

  get highlighted(): string | null {
    return this.#highlighted
  }

  /** The part of the training axis that is looked at; null for all of it. */
  get zoom(): readonly [number, number] | null {
    return this.#zoom
  }

  get isBrushed(): boolean {
    return Object.values(this.#brushes).some((chosen) => chosen.length > 0)
  }

  find(id: string): BoardGroup | null {
    return this.#groups.find((group) => group.id === id) ?? null
  }

  /** Ids that a panel has brushed; none where it lets all through. */
  brushOf(name: BrushName): readonly string[] {
    return this.#brushes[name] ?? []
  }

  highlight(id: string | null): void {
    this.#highlighted = id
  }

  look(range: readonly [number, number] | null): void {
    this.#zoom = range
  }

  brush(name: BrushName, chosen: readonly string[]): void {
    this.#brushes = { ...this.#brushes, [name]: chosen }
  }

  clearBrushes(): void {
    this.#brushes = {}
  }

  change(part: Partial<ComparisonView>): void {
    // Another axis has other places.
    if (part.over) this.#zoom = null
    this.#change({ ...this.view, ...part })
  }

  toggle(id: string): void {
    const { hidden } = this.view
    this.change({
      hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id],
    })
  }

  #compose(): BoardGroup[] {
    const { groups, baseline } = this.#read()
    const { hidden } = this.#view()
    const labels = groupLabels(this.#read())
    const brushes = Object.values(this.#brushes).filter((chosen) => chosen.length > 0)
    return groups.map((group, place) => {
      const isHidden = hidden.includes(group.id)
      return {
        ...group,
        label: labels.get(group.id) ?? group.name,
        mark: markOf(place),
        place,
        isBaseline: group.id === baseline,
        isHidden,
        isShown: !isHidden && brushes.every((chosen) => chosen.includes(group.id)),
      }
    })
  }
}
