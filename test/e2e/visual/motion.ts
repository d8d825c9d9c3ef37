import type { Page } from 'playwright-core'

/** Longer than this is seen as motion. Milliseconds. */
const longest = 1

/** Everything on the page whose style lets it move for longer, and what moves now: what, and for how long. */
export function longMotions(page: Page): Promise<string[]> {
  return page.evaluate((most) => {
    const msOf = (text: string): number =>
      Math.max(
        ...text.split(',').map((part) => parseFloat(part) * (part.includes('ms') ? 1 : 1000)),
      )
    const styled = [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
      const animation = animationName === 'none' ? 0 : msOf(animationDuration)
      const ms = Math.max(msOf(transitionDuration), animation)
      return ms > most ? [`${element.tagName}.${element.getAttribute('class')}: ${ms} ms`] : []
    })
    const moving = document.getAnimations().flatMap((animation) => {
      const ms = Number(animation.effect?.getComputedTiming().duration ?? 0)
      return ms > most ? [`an animation of ${ms} ms`] : []
    })
    return [...styled, ...moving]
  }, longest)
}
