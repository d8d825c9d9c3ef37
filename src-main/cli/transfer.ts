import { CuspError } from '#errors'
import { attackPlanSchema, ballOf, protocolSchema, type Protocol } from '#contract'
import type { HostClient } from '#host'
import { findRun } from './find-run.ts'

/**
 * A protocol with a transfer beside its attacks: PGD-40 crafted on another run, in the protocol's own
 * ball. It is another protocol, so it has another name.
 * @param usual the protocol of the run's spec, where none was asked for
 * @throws CuspError `run.unknown`; `input.invalid` where the run is the same, is not finished, or the
 *   protocol has no ball.
 */
export async function withTransfer(
  client: HostClient,
  run: string,
  asked: Protocol | undefined,
  named: string,
): Promise<Protocol> {
  const from = await findRun(client, named)
  if (from === run) throw unfit(`run ${run} is the one evaluated: that is PGD, and no transfer`)
  const { weightsHash } = await client.runs.get({ run: from })
  if (weightsHash === null) throw unfit(`run ${from} is not finished, so it has no final weights`)
  const protocol = asked ?? (await client.runs.get({ run })).spec.evaluation
  const ball = protocol.plans.map(ballOf).find((each) => each !== null && each.epsilon > 0)
  if (!ball) throw unfit(`the protocol "${protocol.name}" has no attack in a ball to set it beside`)
  const plan = attackPlanSchema.parse({
    ...{ attack: 'transfer', from: { run: from, weights: weightsHash }, ...ball },
  })
  const { name, plans } = protocol
  return protocolSchema.parse({ ...protocol, name: `${name} + transfer`, plans: [...plans, plan] })
}

function unfit(why: string): CuspError {
  return new CuspError('input.invalid', `--transfer-from: ${why}.`, { place: '--transfer-from' })
}
