import { getContext, setContext, untrack } from 'svelte'
import type { CurriculumEntry, FigureEntry, ReportEntry, SavedComparison, Status } from '#contract'
import type { News } from '../client.ts'
import { Commands, isMacPlatform, type Command } from '../commands/index.ts'
import { Asked } from './asked.svelte.ts'
import { Connection } from './connection.svelte.ts'
import { CurriculumShelf } from './curriculum-shelf.ts'
import { Exchange } from './exchange.svelte.ts'
import { FigureDrafts } from './figure-drafts.ts'
import type { Door, Host } from './host.ts'
import { Page } from './page.svelte.ts'
import { Router } from './router.svelte.ts'
import { RunList } from './run-list.svelte.ts'
import { Theme } from './theme.svelte.ts'
import { Toasts } from './toasts.svelte.ts'
import { Undoing, type Undoable } from './undoing.svelte.ts'
import { Workspace } from './workspace.svelte.ts'

/** What every screen stands on: the host and the nouns that outlive a screen. */
export class App {
  readonly host: Host
  readonly connection: Connection
  readonly router: Router
  readonly page = new Page()
  readonly commands: Commands
  readonly theme = new Theme()
  readonly toasts = new Toasts()
  readonly exchange = new Exchange()
  readonly undoing = new Undoing()
  /** Open curricula outlive their screen: edits and history are found again as they were left. */
  readonly shelf: CurriculumShelf
  readonly figureDrafts: FigureDrafts
  readonly workspace = new Workspace()
  readonly runs: RunList
  readonly status: Asked<Status>
  readonly curricula: Asked<CurriculumEntry[]>
  readonly comparisons: Asked<SavedComparison[]>
  readonly figures: Asked<FigureEntry[]>
  readonly reports: Asked<ReportEntry[]>

  readonly #stop: () => void

  constructor(door: Door, window: Window) {
    const host = door.client
    this.host = host
    this.shelf = new CurriculumShelf(window.localStorage)
    this.figureDrafts = new FigureDrafts(window.localStorage)
    this.commands = new Commands(isMacPlatform(window.navigator.platform))
    this.router = new Router(window)
    this.connection = new Connection(door)
    this.runs = new RunList(host)
    this.status = new Asked(() => host.system.status(), 500)
    this.curricula = new Asked(() => host.curricula.list())
    this.comparisons = new Asked(() => host.comparisons.list())
    this.figures = new Asked(() => host.figures.list())
    this.reports = new Asked(() => host.reports.list())
    this.#stop = this.connection.onNews((news) => this.#hear(news))
    this.#hear({ kind: 'reconnected' })
  }

  /** Shows a refusal as a message; returns what came of the work, or null. */
  async attempt<Value>(work: Promise<Value>): Promise<Value | null> {
    try {
      return await work
    } catch (refusal) {
      this.toasts.refuse(refusal)
      return null
    }
  }

  close(): void {
    this.#stop()
    this.connection.close()
    this.router.close()
  }

  #hear(news: News): void {
    if (news.kind === 'comparisons' || news.kind === 'reconnected') this.comparisons.refresh()
    if (news.kind === 'figures' || news.kind === 'reconnected') this.figures.refresh()
    if (news.kind === 'reports' || news.kind === 'reconnected') this.reports.refresh()
    if (news.kind === 'run' || news.kind === 'runs' || news.kind === 'reconnected') {
      this.runs.refresh()
      this.status.refresh()
    }
    if (news.kind === 'curricula' || news.kind === 'reconnected') this.curricula.refresh()
  }
}

const key = Symbol('app')

export function setApp(app: App): void {
  setContext(key, app)
}

/** The app, from any component below the root. */
export function getApp(): App {
  return getContext<App>(key)
}

/** The top bar's contents while the calling component is shown; follows what `spec` reads. */
export function usePage(spec: () => Parameters<Page['show']>[0]): void {
  const { page } = getApp()
  $effect.pre(() => page.show(spec()))
}

/** Adds commands while the calling component is shown; those of a function follow what it reads. */
export function useCommands(commands: readonly Command[] | (() => readonly Command[])): void {
  const app = getApp()
  $effect.pre(() => {
    const now = typeof commands === 'function' ? commands() : commands
    return untrack(() => app.commands.add(now))
  })
}

/** Makes undo and redo be about a document while the calling component is shown. */
export function useUndo(subject: Undoable): void {
  const { undoing } = getApp()
  $effect.pre(() => untrack(() => undoing.about(subject)))
}
