import { protocolSchema, type Protocol } from '../protocol.ts'
import { radiusFor, type ProtocolSetting } from './setting.ts'

const notes =
  'AutoAttack, version standard, in L∞ (Croce & Hein, arXiv 2003.01690), with the settings of ' +
  'fra31/auto-attack; its draws are ours. Leaderboards use the whole test set: a number on ' +
  'fewer images must name them. PGD-40 and Square (5000 queries) run beside it on all images, so ' +
  'that black-box and white-box attacks can be set against each other.'

/** AutoAttack standard, with PGD and Square apart for the masking verdict. */
export function autoattackProtocol(setting: ProtocolSetting): Protocol {
  const ball = { norm: 'linf', epsilon: radiusFor(setting) } as const
  return protocolSchema.parse({
    version: 1,
    name: 'autoattack',
    notes,
    subset: { count: setting.count },
    plans: [
      { attack: 'autoattack', ...ball },
      { attack: 'pgd', ...ball, steps: 40 },
      { attack: 'square', ...ball },
    ],
    examination: {},
  })
}
