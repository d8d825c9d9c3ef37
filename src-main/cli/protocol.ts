import { CuspError, nearestName, parseDocument } from '#errors'
import {
  protocolSchema,
  shippedProtocolNames,
  type Protocol,
  type ShippedProtocol,
} from '#contract'
import type { HostClient } from '#host'
import { readDocument } from './read-document.ts'

/** What a person asked for: a protocol that ships with Cusp, or one in a file. */
export interface AskedProtocol {
  /** A name or a file; undefined for the protocol of the run's own spec. */
  readonly protocol?: string
  readonly images?: string
  readonly epsilon?: string
  readonly corruptions?: string
}

/**
 * The protocol to evaluate a run by; undefined for that of its spec.
 * @throws CuspError `input.invalid`, `spec.unreadable`, `spec.invalid`.
 */
export async function readProtocol(
  client: HostClient,
  run: string,
  { protocol, images: many, epsilon: radius, corruptions }: AskedProtocol,
): Promise<Protocol | undefined> {
  const [images, epsilon] = [readCount(many), readEpsilon(radius)]
  const isFitted = [images, epsilon, corruptions].some((option) => option !== undefined)
  if (protocol !== undefined && isShipped(protocol)) {
    return client.protocols.for({ run, name: protocol, images, epsilon, corruptions })
  }
  if (isFitted) {
    const names = shippedProtocolNames.join(', ')
    const message = `--images, --epsilon and --corruptions fit a protocol that ships with Cusp (${names}); a file has its own.`
    throw new CuspError('input.invalid', message, { place: '--protocol' })
  }
  if (protocol === undefined) return undefined
  const looksLikeName = /^[a-z-]+$/.test(protocol)
  if (looksLikeName) requireShipped(protocol)
  return parseDocument(protocolSchema, await readDocument(protocol), { name: protocol })
}

/** @throws CuspError `input.invalid` with the nearest name or all of them. */
export function requireShipped(named: string): ShippedProtocol {
  if (isShipped(named)) return named
  const near = nearestName(named, shippedProtocolNames)
  const hint =
    near === undefined ? `there are ${shippedProtocolNames.join(', ')}` : `did you mean ${near}?`
  const message = `"${named}" is no protocol that ships with Cusp; ${hint}${near === undefined ? '.' : ''}`
  throw new CuspError('input.invalid', message, { place: named })
}

function isShipped(named: string): named is ShippedProtocol {
  return shippedProtocolNames.some((name) => name === named)
}

export function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  const message = `--images is "${text}"; a whole number of test images belongs here.`
  throw new CuspError('input.invalid', message, { place: '--images' })
}

/** A radius in pixel scale, as a decimal or as 8/255. */
export function readEpsilon(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, whole, levels] = /^(\d*\.?\d+)(\/255)?$/.exec(text) ?? []
  const value = Number(whole) / (levels === undefined ? 1 : 255)
  if (value > 0 && value <= 1) return value
  const message = `--epsilon is "${text}"; a radius in pixel scale, above 0 and at most 1, as 0.1 or 8/255, belongs here.`
  throw new CuspError('input.invalid', message, { place: '--epsilon' })
}
