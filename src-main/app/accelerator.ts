/** Keys that Electron calls otherwise than a page does. */
const others: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ' ': 'Space',
  '+': 'Plus',
}

/** What Electron can show; it throws for anything else. */
const known =
  /^(CmdOrCtrl\+|Shift\+|Alt\+)*([!-*,-~]|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Enter|Left|Right|Up|Down|Home|End|PageUp|PageDown|Escape)$/

/** A chord of the page as Electron writes it; undefined where there is none that it can show. */
export function acceleratorOf(keys: string | null): string | undefined {
  if (keys === null) return undefined
  const isPlus = keys === '+' || keys.endsWith('++')
  const parts = isPlus ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const held = parts.slice(0, -1).map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part))
  const accelerator = [...held, others[key] ?? key].join('+')
  return known.test(accelerator) ? accelerator : undefined
}
