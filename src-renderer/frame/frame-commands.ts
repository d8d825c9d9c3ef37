import { menuCommands, type MenuCommandId } from '#contract'
import type { Command } from '../commands/index.ts'
import type { App } from '../state/index.ts'
import { canResume, isUnfinished } from '../wording/index.ts'

/** What the frame itself opens. */
export interface FrameActions {
  readonly palette: () => void
  readonly shortcuts: () => void
  readonly tour: () => void
}

/** The commands that are there on every screen, bound to what they do. */
export function frameCommands(app: App, opens: FrameActions): Command[] {
  const acts = actions(app, opens)
  return menuCommands.map(({ id, menu, title, ...rest }) => ({
    ...{ id, group: menu, title, ...rest },
    ...acts[id],
  }))
}

type Act = Pick<Command, 'run' | 'isEnabled' | 'titleNow' | 'yieldsToFields'>

function actions(app: App, opens: FrameActions): Record<MenuCommandId, Act> {
  const { router, theme } = app
  const go = (route: Parameters<typeof router.go>[0]): Act => ({ run: () => router.go(route) })
  const all = () => app.runs.all
  const subject = () => app.undoing.subject
  return {
    'curriculum.new': { run: () => router.go({ screen: 'curriculum', id: null }) },
    'bundle.import': { run: () => app.exchange.receive(null) },
    'model.import': { run: () => app.exchange.receive(null, 'model') },
    'go.settings': go({ screen: 'settings' }),
    'edit.undo': {
      yieldsToFields: true,
      isEnabled: () => subject()?.undoLabel !== undefined,
      titleNow: () => withName('Undo', subject()?.undoLabel),
      run: () => subject()?.undo(),
    },
    'edit.redo': {
      yieldsToFields: true,
      isEnabled: () => subject()?.redoLabel !== undefined,
      titleNow: () => withName('Redo', subject()?.redoLabel),
      run: () => subject()?.redo(),
    },
    'palette.open': { run: opens.palette },
    'theme.system': { run: () => (theme.choice = 'system') },
    'theme.light': { run: () => (theme.choice = 'light') },
    'theme.dark': { run: () => (theme.choice = 'dark') },
    'go.home': go({ screen: 'home' }),
    'go.curricula': go({ screen: 'curriculum', id: null }),
    'go.queue': go({ screen: 'queue' }),
    'go.runs': go({ screen: 'runs' }),
    'go.comparison': {
      run: () => router.go({ screen: 'comparison', runs: app.workspace.comparison }),
    },
    'go.figures': go({ screen: 'figures', id: null }),
    'go.theory': go({ screen: 'theory' }),
    'go.laboratory': go({ screen: 'laboratory', query: '' }),
    'go.reports': go({ screen: 'report', id: null }),
    'study.start': {
      run: () => {
        router.go({ screen: 'home' })
        void app.attempt(app.host.studies.startSample())
      },
    },
    'queue.pause': {
      isEnabled: () => all().some(isUnfinished),
      run: () => forEach(app, isUnfinished, (run) => app.host.runs.pause({ run })),
    },
    'queue.resume': {
      isEnabled: () => all().some(canResume),
      run: () => forEach(app, canResume, (run) => app.host.runs.resume({ run })),
    },
    'help.open': { run: () => router.go({ screen: 'help', topic: router.route.screen }) },
    'help.keys': { run: opens.shortcuts },
    'help.tour': { run: opens.tour },
  }
}

/** "Undo Move 3 keys". */
function withName(verb: string, step: string | undefined): string {
  return step === undefined ? verb : `${verb} ${step}`
}

function forEach(
  app: App,
  isMeant: (run: App['runs']['all'][number]) => boolean,
  ask: (run: string) => Promise<unknown>,
): void {
  for (const run of app.runs.all) if (isMeant(run)) void app.attempt(ask(run.id))
}
