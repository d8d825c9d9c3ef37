export { leavesOf, titleOf, type Choices, type Command } from './command.ts'
export { Commands } from './commands.svelte.ts'
export { formatKeys, isMacPlatform, isTextField } from './keys.ts'
export { search } from './search.ts'
