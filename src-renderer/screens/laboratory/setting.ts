import {
  attackKinds,
  isAttackName,
  startForm,
  type AttackField,
  type AttackForm,
} from './attacks.ts'

/** What the laboratory shows; all of it is in the address. */
export interface Setting {
  /** A run's newest checkpoint, or the one of `step`; null for the first there is. */
  readonly run: string | null
  readonly step: number | null
  /** Position of the image in its dataset; null for the first that matches. */
  readonly image: number | null
  readonly label: number | null
  readonly outcome: 'all' | 'right' | 'wrong'
  readonly angle: number
  readonly dx: number
  readonly dy: number
  readonly form: AttackForm
  readonly seed: number
  /** How many times the difference is shown. */
  readonly times: number
  /** Images of the open subset: the first of those that match. */
  readonly count: number
}

export const startSetting: Setting = {
  ...{ run: null, step: null, image: null, label: null, outcome: 'all' },
  ...{ angle: 0, dx: 0, dy: 0, form: startForm, seed: 0, times: 3, count: 64 },
}

const outcomes = ['all', 'right', 'wrong'] as const
const numbers = ['step', 'image', 'label', 'angle', 'dx', 'dy', 'seed', 'times', 'count'] as const
type NumberName = (typeof numbers)[number]

/** What each number may be; anything else in an address is as if it were not there. */
const limits: Readonly<Record<NumberName, readonly [least: number, most: number]>> = {
  step: [0, 1e9],
  image: [0, 1e9],
  label: [0, 1000],
  angle: [-180, 180],
  dx: [-512, 512],
  dy: [-512, 512],
  seed: [0, 1e9],
  times: [1, 50],
  count: [1, 512],
}
const whole: readonly NumberName[] = ['step', 'image', 'label', 'seed', 'times', 'count']

const fields = Object.keys(startForm).filter(
  (field): field is AttackField => field !== 'attack' && field !== 'norm',
)

/** A setting from the query of an address; what is missing or unusable is as it starts. */
export function parseSetting(query: string): Setting {
  const asked = new URLSearchParams(query)
  const outcome = outcomes.find((name) => name === asked.get('outcome')) ?? 'all'
  const found = numbers.flatMap((name) => {
    const value = numberIn(asked.get(name))
    const [least, most] = limits[name]
    if (value === undefined || value < least || value > most) return []
    return whole.includes(name) && !Number.isInteger(value) ? [] : [[name, value]]
  })
  return {
    ...startSetting,
    run: asked.get('run') || null,
    outcome,
    ...(Object.fromEntries(found) as Partial<Setting>),
    form: formIn(asked),
  }
}

function formIn(asked: URLSearchParams): AttackForm {
  const name = asked.get('attack') ?? ''
  const attack = isAttackName(name) ? name : startForm.attack
  const norms: readonly string[] = attackKinds[attack].norms
  const norm = (['linf', 'l2', 'l1'] as const).find(
    (each) => each === asked.get('norm') && norms.includes(each),
  )
  const values = fields.flatMap((field) => {
    const value = numberIn(asked.get(field))
    if (value === undefined || value < 0) return []
    const isCount = !['epsilon', 'pace', 'rotation', 'translation', 'flow'].includes(field)
    return isCount && !(Number.isInteger(value) && value >= 1) ? [] : [[field, value]]
  })
  const read = { ...startForm, attack, norm: norm ?? startForm.norm }
  return { ...read, ...(Object.fromEntries(values) as Partial<AttackForm>) }
}

function numberIn(text: string | null): number | undefined {
  if (text === null || text === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** The query that `parseSetting` reads back; what is as it starts is left out. */
export function formatSetting(setting: Setting): string {
  const { form } = setting
  const kind: { fields: readonly AttackField[]; norms: readonly string[] } =
    attackKinds[form.attack]
  const said = [
    ['run', setting.run, null],
    ['outcome', setting.outcome, startSetting.outcome],
    ...numbers.map((name) => [name, setting[name], startSetting[name]] as const),
    ['attack', form.attack, startForm.attack],
    ...(kind.norms.length > 0 ? [['norm', form.norm, startForm.norm] as const] : []),
    ...kind.fields.map((field) => [field, form[field], startForm[field]] as const),
  ] as const
  const query = new URLSearchParams()
  for (const [name, value, start] of said)
    if (value !== null && value !== start) query.set(name, String(value))
  return query.toString()
}
