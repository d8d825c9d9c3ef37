import { balls } from '../ball/index.ts'
import { drawSign, drawWindow, forWindow, type Proposals } from './proposals.ts'

/**
 * Square in L∞ (arXiv 1912.00049, algorithm 2): starts with stripes of ± ε, one sign for each column
 * and channel, and turns whole squares to + ε or − ε, one sign for each channel.
 */
export const squaresLinf: Proposals = {
  first({ clean, shape: { width, channels }, epsilon, random }) {
    const signs = Array.from({ length: width * channels }, () => drawSign(random))
    const image = clean.map((value, i) => value + epsilon * signs[i % signs.length])
    balls.linf.project(image, clean, epsilon)
    return image
  },
  next(search, best, side) {
    const { clean, shape, epsilon, random } = search
    const longest = Math.min(shape.height, shape.width)
    const window = drawWindow(search, Math.min(Math.max(Math.round(side), 1), longest))
    const image = best.slice()
    for (let channel = 0; channel < shape.channels; channel++) {
      const sign = drawSign(random)
      forWindow(shape, window, channel, (at) => {
        const value = clean[at] + sign * epsilon
        image[at] = Math.min(Math.max(value, 0), 1)
      })
    }
    return image
  },
}
