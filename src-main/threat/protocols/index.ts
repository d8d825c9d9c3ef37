import type { Protocol } from '../protocol.ts'
import { autoattackProtocol } from './autoattack.ts'
import { corruptionProtocol } from './corruption.ts'
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
  autoattack: 'adversarial worst case: AutoAttack standard, with PGD and Square beside it',
  corruption: 'a stored corruption set, all corruptions at all severities',
} as const
export type ShippedProtocol = keyof typeof shippedProtocols

export const shippedProtocolNames = Object.keys(shippedProtocols) as readonly ShippedProtocol[]

/**
 * A protocol that ships with Cusp, for images of this kind.
 * @throws CuspError `input.invalid` where "corruption" is not given a set.
 */
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
    case 'autoattack':
      return autoattackProtocol(setting)
    case 'corruption':
      return corruptionProtocol(setting)
  }
}
