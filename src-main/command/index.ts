export { menuCommands, type MenuCommand, type MenuCommandId } from './menu-command.ts'
