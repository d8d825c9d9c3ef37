import { isSameAttack, type Contender } from './comparison.ts'

/** Why some numbers of these runs must not be compared, in sentences. */
export function warningsOf(contenders: readonly Contender[]): string[] {
  const evaluated = contenders.flatMap(({ run, evaluation }) =>
    evaluation ? [{ run, evaluation }] : [],
  )
  const first = evaluated.at(0)
  const differing = (isAlike: (other: (typeof evaluated)[number]) => boolean) =>
    evaluated.filter((other) => !isAlike(other)).map(({ run }) => run)
  const against = first ? `"${first.run.name}"` : ''
  return [
    ...say(
      contenders.filter(({ evaluation }) => !evaluation).map(({ run }) => run),
      'has no finished evaluation, so it is on no front and in no pair',
    ),
    ...say(
      contenders.filter(({ scores }) => scores?.degenerate).map(({ run }) => run),
      'answers with nearly one class, so its rates mean nothing and it is on no front',
    ),
    ...say(
      differing(({ run }) => run.datasetHash === first?.run.datasetHash),
      `was trained on other data than ${against}`,
    ),
    ...say(
      differing(({ evaluation }) => evaluation.subsetHash === first?.evaluation.subsetHash),
      `was evaluated on other images than ${against}, so they make no pair`,
    ),
    ...(['adversarial', 'spatial'] as const).flatMap((family) =>
      say(
        differing(
          ({ evaluation }) =>
            first !== undefined &&
            isSameAttack(family, evaluation.protocol, first.evaluation.protocol),
        ),
        `was evaluated under other ${family} plans than ${against}, so these accuracies are not of one kind`,
      ),
    ),
  ]
}

function say(
  runs: readonly { readonly name: string; readonly id: string }[],
  what: string,
): string[] {
  return runs.map(({ name, id }) => `"${name}" (${id}) ${what}.`)
}
