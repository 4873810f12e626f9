// Cuts Markdown into blocks. What it does not know stays a paragraph, so that no sentence is lost.
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

const ITEM = /^\s*([-*]|\d+[.)])\s+/

export function parseBlocks(text: string): readonly Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  let at = 0
  const takeWhile = (test: (line: string) => boolean) => {
    const from = at
    while (at < lines.length && test(lines[at] ?? '')) at++
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (line.trim() === '') at++
    else if (line.startsWith('```')) {
      at++
      blocks.push({ kind: 'code', text: takeWhile((l) => !l.startsWith('```')).join('\n') })
      at++
    } else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' })
      at++
    } else if (line.startsWith('|')) blocks.push(readTable(takeWhile((l) => l.startsWith('|'))))
    else if (ITEM.test(line)) blocks.push(readList(takeWhile((l) => ITEM.test(l) || /^\s{2,}\S/.test(l))))
    else {
      const words = takeWhile((l) => l.trim() !== '' && !/^(#{1,6}\s|\||```)/.test(l) && !ITEM.test(l))
      blocks.push({ kind: 'paragraph', text: words.map((l) => l.trim()).join(' ') })
    }
  }
  return blocks
}

function readTable(lines: readonly string[]): Block {
  const rows = lines.map((line) =>
    line
      .replaceAll(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  )
  const [head = [], ...rest] = rows
  return { kind: 'table', head, rows: rest.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell))) }
}

function readList(lines: readonly string[]): Block {
  const items: string[] = []
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return { kind: 'list', ordered: /^\s*\d/.test(lines[0] ?? ''), items }
}
