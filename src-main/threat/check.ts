import { parseDocument } from '#errors'
import { attackPlanSchema, type AttackPlan } from './plan/index.ts'
import { protocolSchema, type Protocol } from './protocol.ts'

/**
 * An attack plan from JSON, defaults filled in.
 * @throws CuspError `spec.invalid` naming place, value and what would be right.
 */
export function checkPlan(document: unknown, name = 'plan'): AttackPlan {
  return parseDocument(attackPlanSchema, document, { name })
}

/** A protocol from JSON, likewise. */
export function checkProtocol(document: unknown, name = 'protocol'): Protocol {
  return parseDocument(protocolSchema, document, { name })
}
