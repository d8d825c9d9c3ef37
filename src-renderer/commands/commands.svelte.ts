import type { Command } from './command.ts'
import { isPressed, isText, type Pressed } from './keys.ts'

/**
 * The one registry of commands. The frame and whichever screen is shown add theirs; palette, cheat-sheet,
 * keys and the native menu read them here, so that none can name one the others do not have.
 */
export class Commands {
  #sets = $state.raw<readonly (readonly Command[])[]>([])
  #asked = $state.raw<readonly Command[]>([])
  readonly isMac: boolean

  constructor(isMac: boolean) {
    this.isMac = isMac
  }

  /** All that can be done here and now, in the order they were added. */
  get all(): readonly Command[] {
    return this.#sets.flat()
  }

  /** Questions that wait for an answer, each about a choice of the one before. */
  get asked(): readonly Command[] {
    return this.#asked
  }

  /** A command that has the palette ask for one of its choices. */
  asking(command: Omit<Command, 'run' | 'choices'> & Required<Pick<Command, 'choices'>>): Command {
    const asking: Command = { ...command, run: () => (this.#asked = [...this.#asked, asking]) }
    return asking
  }

  /** Takes the last question back. */
  unask(): void {
    this.#asked = this.#asked.slice(0, -1)
  }

  /** No question waits any more. */
  settle(): void {
    if (this.#asked.length > 0) this.#asked = []
  }

  /** Adds commands; returns how to take them back. */
  add(commands: readonly Command[]): () => void {
    this.#sets = [...this.#sets, commands]
    return () => {
      this.#sets = this.#sets.filter((set) => set !== commands)
    }
  }

  /** Runs a command by its id; false where it is not there or not possible now. */
  run(id: string): boolean {
    const command = this.all.find((each) => each.id === id)
    if (!command || command.isEnabled?.() === false) return false
    command.run()
    return true
  }

  /** Runs what a key press asks for; false where it asks for nothing. A field keeps what is text. */
  press(press: Pressed, isTyping: boolean): boolean {
    // The newest set first: a screen's own meaning of a chord goes before the frame's.
    const command = this.all.findLast(
      ({ keys = '', otherKeys = [], isHeardByScreen, yieldsToFields }) =>
        isHeardByScreen !== true &&
        !(isTyping && yieldsToFields === true) &&
        [keys, ...otherKeys].some(
          (chord) =>
            chord !== '' && isPressed(chord, press, this.isMac) && !(isTyping && isText(chord)),
        ),
    )
    return command !== undefined && this.run(command.id)
  }
}
