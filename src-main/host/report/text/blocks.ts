import type { Code, Definition, Parents, PhrasingContent, Root, RootContent } from 'mdast'
import type { Block, Inline } from '#report'
import { safeAddress } from './address.ts'

/** Takes a panel's block and says its place; `isNested` in a list or quote. */
type TakePanel = (code: Code, isNested: boolean) => number

/** Deeper than anyone writes; what lies below is left as text, so that no text can exhaust the stack. */
const deepest = 40

interface Context {
  readonly takePanel: TakePanel
  readonly addresses: ReadonlyMap<string, string>
}

export function blocksOf(root: Root, takePanel: TakePanel): Block[] {
  const context = { takePanel, addresses: addressesIn(root) }
  return blocks(root.children, 0, context)
}

function blocks(nodes: readonly RootContent[], depth: number, context: Context): Block[] {
  return nodes.flatMap((node) => block(node, depth, context) ?? [])
}

function block(node: RootContent, depth: number, context: Context): Block | null {
  if (depth > deepest) return { is: 'paragraph', inside: [{ is: 'text', text: '…' }] }
  const inside = (within: readonly PhrasingContent[]) => inlines(within, 0, context)
  switch (node.type) {
    case 'heading':
      return { is: 'heading', level: node.depth, inside: inside(node.children) }
    case 'paragraph':
      return { is: 'paragraph', inside: inside(node.children) }
    case 'blockquote':
      return { is: 'quote', blocks: blocks(node.children, depth + 1, context) }
    case 'list':
      return {
        is: 'list',
        start: node.ordered ? (node.start ?? 1) : null,
        entries: node.children.map((entry) => blocks(entry.children, depth + 1, context)),
      }
    case 'code':
      if (node.lang === 'cusp') return { is: 'panel', place: context.takePanel(node, depth > 0) }
      return { is: 'code', language: node.lang ?? '', text: node.value }
    // Markup of another language is shown, never obeyed.
    case 'html':
      return { is: 'code', language: 'html', text: node.value }
    case 'thematicBreak':
      return { is: 'rule' }
    case 'table': {
      const [head, ...rows] = node.children.map((row) => row.children)
      const cells = (row: typeof head) => row.map((cell) => inside(cell.children))
      const align = node.align?.map((one) => one ?? null) ?? []
      return { is: 'table', align, head: cells(head), rows: rows.map(cells) }
    }
    default:
      return null
  }
}

function inlines(nodes: readonly PhrasingContent[], depth: number, context: Context): Inline[] {
  return nodes.flatMap((node) => inline(node, depth, context))
}

function inline(node: PhrasingContent, depth: number, context: Context): Inline[] {
  if (depth > deepest) return [{ is: 'text', text: '…' }]
  const within = (parent: { children: readonly PhrasingContent[] }) =>
    inlines(parent.children, depth + 1, context)
  const linked = (address: string | undefined, inside: Inline[]): Inline[] => {
    const safe = address === undefined ? null : safeAddress(address)
    return safe === null ? inside : [{ is: 'link', address: safe, inside }]
  }
  switch (node.type) {
    case 'text':
      return [{ is: 'text', text: node.value }]
    case 'inlineCode':
      return [{ is: 'code', text: node.value }]
    case 'break':
      return [{ is: 'break' }]
    case 'emphasis':
    case 'strong':
      return [{ is: node.type, inside: within(node) }]
    case 'html':
      return [{ is: 'text', text: node.value }]
    case 'link':
      return linked(node.url, within(node))
    case 'linkReference':
      return linked(context.addresses.get(node.identifier), within(node))
    // A picture would be fetched from elsewhere; a report shows its own.
    case 'image':
    case 'imageReference':
      return [{ is: 'text', text: `[picture not shown: ${node.alt || 'without a name'}]` }]
    default:
      return []
  }
}

/** Addresses that links are written with elsewhere in the text; the first of a name counts. */
function addressesIn(root: Root): Map<string, string> {
  const found = new Map<string, string>()
  const waiting: (Parents | RootContent)[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'definition') keep(found, node)
    else if ('children' in node) waiting.push(...node.children.toReversed())
  }
  return found
}

function keep(found: Map<string, string>, { identifier, url }: Definition): void {
  if (!found.has(identifier)) found.set(identifier, url)
}
