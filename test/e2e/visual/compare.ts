import sharp from 'sharp'

/** What two pictures have in common. */
export interface Likeness {
  /** Share of pixels that differ to the eye, 0 to 1; 1 where the sizes differ. */
  readonly differing: number
  readonly width: number
  readonly height: number
}

/** Levels of a channel, of 255, by which a pixel must differ: below it lies how a glyph is smoothed. */
const noticeable = 40

/**
 * Compares two PNGs. Both are blurred a little first, so that another version of a browser, which sets
 * the same letters half a shade otherwise, does not count, and a moved or missing thing does.
 */
export async function compare(one: Buffer, other: Buffer): Promise<Likeness> {
  const [a, b] = await Promise.all([one, other].map(decode))
  const { width, height } = a.info
  if (width !== b.info.width || height !== b.info.height) return { differing: 1, width, height }
  let differing = 0
  for (let at = 0; at < a.data.length; at += 3) {
    const most = Math.max(
      ...[0, 1, 2].map((channel) =>
        Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)),
      ),
    )
    if (most > noticeable) differing++
  }
  return { differing: differing / (width * height), width, height }
}

function decode(png: Buffer) {
  return sharp(png).removeAlpha().blur(1.2).raw().toBuffer({ resolveWithObject: true })
}

/** A picture of few colours, a quarter of its size on disk. */
export function shrink(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, colours: 128, effort: 10 }).toBuffer()
}

/** The same with a square of `share` of its pixels painted over. */
export async function blemish(png: Buffer, share: number): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(png).metadata()
  const side = Math.round(Math.sqrt(width * height * share))
  const input = {
    create: { width: side, height: side, channels: 3, background: '#e11d48' },
  } as const
  return sharp(png)
    .composite([{ input, left: Math.floor(width / 3), top: Math.floor(height / 3) }])
    .png()
    .toBuffer()
}
