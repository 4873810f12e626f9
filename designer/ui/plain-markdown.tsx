// Shows the small part of Markdown that template readmes use: headings, paragraphs, lists, tables, code, strong, emphasis and links. It makes React
// elements, never markup from text.
import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { parseBlocks, type Block } from './markdown-blocks.ts'
import classes from './plain-markdown.module.css'

export function PlainMarkdown({ text }: { readonly text: string }) {
  const blocks = parseBlocks(text)
  // Whatever level the text begins with, it stands below the heading of its page.
  const top = Math.min(...blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))
  return (
    <div className={classes.text}>
      {blocks.map((block, i) => (
        <BlockView key={i} block={block} top={top} />
      ))}
    </div>
  )
}

function BlockView({ block, top }: { readonly block: Block; readonly top: number }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Text component={block.level === top ? 'h2' : 'h3'} fw={600} fz={block.level === 1 ? 'md' : 'sm'} mt={block.level === 1 ? 4 : 10}>
          {inline(block.text)}
        </Text>
      )
    case 'paragraph':
      return <p>{inline(block.text)}</p>
    case 'code':
      return <pre className="tf-mono">{block.text}</pre>
    case 'list': {
      const items = block.items.map((item, i) => <li key={i}>{inline(item)}</li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        <Table.ScrollContainer minWidth={400} type="native">
          <Table withTableBorder verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                {block.head.map((cell, i) => (
                  <Table.Th key={i}>{inline(cell)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {block.rows.map((row, i) => (
                <Table.Tr key={i}>
                  {row.map((cell, j) => (
                    <Table.Td key={j}>{inline(cell)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )
  }
}

// An underscore within a word, as in names of fields, is no emphasis.
const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|(?<!\w)_[^_\s][^_]*_(?!\w)|\[[^\]]+\]\(https?:\/\/[^)\s]+\))/

function inline(text: string): ReactNode {
  return text.split(INLINE).map((part, i) => {
    if (part.startsWith('`') && part.endsWith('`') && part.length > 2) return <code key={i}>{part.slice(1, -1)}</code>
    if (part.startsWith('**') && part.endsWith('**') && part.length > 4) return <strong key={i}>{part.slice(2, -2)}</strong>
    if (part.startsWith('_') && part.endsWith('_') && part.length > 2) return <em key={i}>{part.slice(1, -1)}</em>
    const link = /^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)$/.exec(part)
    if (link) {
      return (
        <a key={i} href={link[2]} target="_blank" rel="noreferrer">
          {link[1]}
        </a>
      )
    }
    return part
  })
}
