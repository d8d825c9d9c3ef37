import type { Command } from 'commander'
import { addEngineInstall } from './install.ts'
import { addEngineList } from './list.ts'
import { addEnginePrefer } from './prefer.ts'

export function addEngine(program: Command): void {
  const engine = program.command('engine').description('what runs are computed on')
  for (const add of [addEngineList, addEngineInstall, addEnginePrefer]) add(engine)
}
