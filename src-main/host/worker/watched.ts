import type { Compiler } from '#engine'
import type { Pulse } from './pulse.ts'

/** The compiler, with a pulse before and after all that may take long in it. */
export function watched(compiler: Compiler, pulse: Pulse): Compiler {
  return {
    name: compiler.name,
    async compile(program, inputs, options) {
      const [compiling, running] = ['compiling', 'running'].map(
        (verb) => `${verb} "${options.name}"`,
      )
      const made = await pulse.during(compiling, () => compiler.compile(program, inputs, options))
      return {
        ...made,
        run: (buffers, version) => pulse.during(running, () => made.run(buffers, version)),
      }
    },
  }
}
