import { balls, type Ball } from '../ball/index.ts'
import { bump } from './bump.ts'
import { drawSign, drawWindow, forWindow, type Proposals, type Search } from './proposals.ts'

/** How Square's window search differs between L2 and L1. */
interface Kind {
  readonly ball: Ball
  readonly power: 1 | 2
  readonly fall: 2 | 4
  /** Takes a perturbed image to the sphere (L2) or into the ball (L1), and into the bounds. */
  finish(image: Float32Array, clean: Float32Array, epsilon: number): void
}

const l2: Kind = {
  ball: balls.l2,
  power: 2,
  fall: 2,
  finish(image, clean, epsilon) {
    const scale = epsilon / Math.max(balls.l2.distance(image, clean), 1e-12)
    for (let i = 0; i < image.length; i++) image[i] = clean[i] + (image[i] - clean[i]) * scale
    balls.l2.project(image, clean, epsilon)
  },
}

const l1: Kind = { ball: balls.l1, power: 1, fall: 4, finish: (...of) => balls.l1.project(...of) }

/** Square in L2 (arXiv 1912.00049, algorithm 3). */
export const squaresL2 = movedSquares(l2)
/** Square in L1, as fra31/auto-attack does it (arXiv 2103.01208, section 4). */
export const squaresL1 = movedSquares(l1)

/**
 * Starts with a grid of bumps; then takes what perturbation there is out of one random window and
 * spends it, with what is unspent of ε, in another, on its own pattern plus a new bump.
 */
function movedSquares(kind: Kind): Proposals {
  return {
    first: (search) => tiled(kind, search),
    next: (search, best, side) => moved(kind, search, best, side),
  }
}

/** Bumps on a grid of five by five tiles, one sign for each and channel. */
function tiled(kind: Kind, search: Search): Float32Array {
  const { clean, shape, epsilon, random } = search
  const image = clean.slice()
  const side = Math.max(Math.floor(shape.height / 5), 1)
  const margin = Math.max(Math.floor((shape.height - 5 * side) / 2), 0)
  for (let top = margin; top + side <= shape.height; top += side)
    for (let left = margin; left + side <= shape.width; left += side) {
      const pattern = bump(side, kind.fall, kind.power, random)
      for (let channel = 0; channel < shape.channels; channel++) {
        const sign = drawSign(random)
        forWindow(shape, { top, left, side }, channel, (at, within) => {
          image[at] += sign * pattern[within]
        })
      }
    }
  kind.finish(image, clean, epsilon)
  return image
}

function moved(kind: Kind, search: Search, best: Float32Array, due: number): Float32Array {
  const { clean, shape, epsilon, random } = search
  const { ball, power } = kind
  const { channels } = shape
  const side = oddSide(due, Math.min(shape.height, shape.width))
  const [to, from] = [drawWindow(search, side), drawWindow(search, side)]
  const pattern = bump(side, kind.fall, power, random)
  const unspent = Math.max(epsilon ** power - ball.distance(best, clean) ** power, 0) / channels
  const delta = Float64Array.from(best, (value, i) => value - clean[i])
  for (let channel = 0; channel < channels; channel++) {
    const fresh = patternFor(kind, search, delta, to, pattern, channel)
    const both = new Map<number, number>()
    for (const window of [to, from])
      forWindow(shape, window, channel, (at) => both.set(at, Math.abs(delta[at]) ** power))
    const spent = [...both.values()].reduce((sum, value) => sum + value, 0)
    // In L1 the sum over channels may exceed ε, which the projection mends.
    const length = (unspent + spent) ** (1 / power) * (power === 1 ? channels : 1)
    forWindow(shape, from, channel, (at) => (delta[at] = 0))
    forWindow(shape, to, channel, (at, within) => (delta[at] = length * fresh[within]))
  }
  const image = clean.map((value, i) => value + delta[i])
  kind.finish(image, clean, epsilon)
  return image
}

/** A bump of random sign plus the window's own pattern, of length 1. */
function patternFor(
  { power }: Kind,
  { shape, random }: Search,
  delta: Float64Array,
  window: Parameters<typeof forWindow>[1],
  pattern: Float64Array,
  channel: number,
): Float64Array {
  const sign = drawSign(random)
  const own = new Float64Array(pattern.length)
  forWindow(shape, window, channel, (at, within) => (own[within] = delta[at]))
  const ownLength = Math.max(lengthOf(own, power), 1e-12)
  const sum = own.map((value, at) => value / ownLength + sign * pattern[at])
  const length = Math.max(lengthOf(sum, power), 1e-12)
  return sum.map((value) => value / length)
}

function lengthOf(values: Float64Array, power: number): number {
  return values.reduce((sum, value) => sum + Math.abs(value) ** power, 0) ** (1 / power)
}

/** The next odd whole side of at least 3, or the largest that fits. */
function oddSide(due: number, longest: number): number {
  const whole = Math.max(Math.round(due), 3)
  return Math.min(whole % 2 === 0 ? whole + 1 : whole, longest)
}
