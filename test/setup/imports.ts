import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** A source file of the program, by its path from the root. */
export interface SourceFile {
  readonly path: string
  /** Its top folder: a folder of src-main, or `src-renderer`. */
  readonly folder: string
  readonly lines: number
}

/** One import or re-export. */
export interface Import {
  readonly file: string
  readonly line: number
  /** The importing top folder. */
  readonly from: string
  /** The imported top folder; absent for outside packages. */
  readonly to: string | undefined
  /** As written. */
  readonly target: string
  readonly typeOnly: boolean
}

const root = resolve(import.meta.dirname, '../..')

export function sourceFiles(): SourceFile[] {
  return ['src-main', 'src-renderer'].flatMap((tree) =>
    readdirSync(join(root, tree), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte)$/.test(name))
      .map((name) => `${tree}/${name.replaceAll('\\', '/')}`)
      .map((path) => ({
        path,
        folder: folderOf(path) ?? tree,
        lines: read(path).trimEnd().split('\n').length,
      })),
  )
}

/** Every static, dynamic and type import of a file, and every re-export. */
export function importsOf(file: SourceFile): Import[] {
  const source = ts.createSourceFile(file.path, script(file.path), ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const visit = (node: ts.Node) => {
    const reference = referenceIn(node)
    if (reference !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      const { target, typeOnly } = reference
      found.push({
        file: file.path,
        line: line + 1,
        from: file.folder,
        to: destination(file, target),
        target,
        typeOnly,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function referenceIn(node: ts.Node): { target: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier))
      return undefined
    return { target: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) }
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { target: node.argument.literal.text, typeOnly: true }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    if (argument !== undefined && ts.isStringLiteral(argument))
      return { target: argument.text, typeOnly: false }
  }
  return undefined
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    const names =
      node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
        ? node.exportClause.elements
        : []
    return node.isTypeOnly || (names.length > 0 && names.every((name) => name.isTypeOnly))
  }
  const clause = node.importClause
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names =
    clause.namedBindings !== undefined && ts.isNamedImports(clause.namedBindings)
      ? clause.namedBindings.elements
      : []
  return clause.name === undefined && names.length > 0 && names.every((name) => name.isTypeOnly)
}

function destination(file: SourceFile, target: string): string | undefined {
  if (target.startsWith('#')) return target.slice(1).split('/')[0]
  if (!target.startsWith('.')) return undefined
  return folderOf(relative(root, resolve(root, dirname(file.path), target)).replaceAll('\\', '/'))
}

function folderOf(path: string): string | undefined {
  const [tree, folder] = path.split('/')
  return tree === 'src-main' ? folder : tree
}

/** The TypeScript of a file: of a component, what its script elements hold, on their own lines. */
function script(path: string): string {
  const text = read(path)
  if (!path.endsWith('.svelte')) return text
  const parts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
  return parts
    .map((part) => '\n'.repeat(text.slice(0, part.index).split('\n').length - 1) + (part[1] ?? ''))
    .join('\n')
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
