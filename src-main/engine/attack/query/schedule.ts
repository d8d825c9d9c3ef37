/** First share of the image's area that a square covers. */
const initialShare = 0.8

/** After how many queries the share has halved once, twice, …, whatever the budget. */
const halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000]

/**
 * The share p of the area that Square's window covers (arXiv 1912.00049, section 4.1; the schedule
 * of fra31/auto-attack with `resc_schedule` off).
 * @param query from 0.
 */
export function windowShare(query: number): number {
  return initialShare / 2 ** halvings.filter((after) => query > after).length
}
