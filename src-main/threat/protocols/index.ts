import type { Protocol } from '../protocol.ts'
import { engstromProtocol } from './engstrom.ts'
import { paperProtocol } from './paper.ts'
import { quickProtocol } from './quick.ts'
import { radiusFor, type ProtocolSetting } from './setting.ts'

export { quickProtocol } from './quick.ts'
export type { ProtocolSetting } from './setting.ts'

/** Protocols that ship with Cusp, and what each is for. */
export const shippedProtocols = {
  quick: 'a first look: PGD-20 and one random transform, with curves and a heatmap',
  paper: "the released code's label-free rates and grids, clipped correctly",
  engstrom: 'spatial worst cases: worst of 10 draws and of a 775-point grid',
} as const
export type ShippedProtocol = keyof typeof shippedProtocols

export const shippedProtocolNames = Object.keys(shippedProtocols) as readonly ShippedProtocol[]

/** A protocol that ships with Cusp, for images of this kind. */
export function shippedProtocol(name: ShippedProtocol, setting: ProtocolSetting): Protocol {
  switch (name) {
    case 'quick':
      return quickProtocol({
        count: Math.min(500, setting.count),
        epsilon: radiusFor(setting),
        rotation: 30,
        translation: 3,
      })
    case 'paper':
      return paperProtocol(setting)
    case 'engstrom':
      return engstromProtocol(setting)
  }
}
