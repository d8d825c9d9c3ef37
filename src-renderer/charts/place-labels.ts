interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Wanted {
  /** The point itself, in px. */
  readonly x: number
  readonly y: number
  readonly width: number
}

const height = 13
const gap = 9

/**
 * Where the left end of each label's base line goes: beside its point, inside the area, and clear of
 * points and of labels placed before; null where there is no room.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  area: Box,
): readonly ({ readonly x: number; readonly y: number } | null)[] {
  const taken: Box[] = wanted.map(({ x, y }) => boxAround(x, y, 6))
  return wanted.map((label) => {
    const place = candidates(label).find((at) => {
      const box = boxOf(at, label.width)
      return isInside(box, area) && taken.every((other) => !overlaps(box, other))
    })
    if (!place) return null
    taken.push(boxOf(place, label.width))
    return place
  })
}

/** Around the point: above, below, then level with it, right before left. */
function candidates({ x, y, width }: Wanted): { x: number; y: number }[] {
  const right = x + gap
  const left = x - gap - width
  const rows = [y - 8, y + 16, y + 4, y - 22, y + 30]
  return rows.flatMap((row) => [
    { x: right, y: row },
    { x: left, y: row },
  ])
}

function boxOf({ x, y }: { x: number; y: number }, width: number): Box {
  return { left: x, right: x + width, top: y - height + 3, bottom: y + 3 }
}

function boxAround(x: number, y: number, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

function isInside(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top - 4
    ? box.bottom <= area.bottom
    : false
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
