// Where words stand in a flow: names and ids of steps, notes, rules, conditions, scripts, notes and frames on the canvas.
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { expressionsOf, rowsOf } from '#shared/flow/expressions.ts'
import { everyRow } from '#shared/mapping/check-rows.ts'

export interface Hit {
  /** The step to go to; a note of the canvas otherwise. */
  readonly nodeId?: string
  readonly noteId?: string
  /** Target and place of the mapping row it stands in. */
  readonly target?: string
  /** Such as `3` or `3.rows.1`. */
  readonly row?: string
  /** The text around it, and where the words begin and end in it. */
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Characters before and behind what was found. */
const AROUND = 40

/** Hits in the order of the document; each text counts once, at its first place. */
export function findInFlow(flow: FlowDocument, words: string): readonly Hit[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return []
  const hits: Hit[] = []
  const look = (text: string | undefined, at: Omit<Hit, 'text' | 'from' | 'to'>) => {
    const index = text?.toLowerCase().indexOf(wanted) ?? -1
    if (text === undefined || index < 0) return
    const start = Math.max(0, index - AROUND)
    const shown = `${start > 0 ? '…' : ''}${text.slice(start, index + wanted.length + AROUND)}`.replaceAll(/\s/g, ' ')
    const from = index - start + (start > 0 ? 1 : 0)
    hits.push({ ...at, text: shown, from, to: from + wanted.length })
  }
  for (const [nodeId, node] of Object.entries(flow.nodes)) {
    look(node.label, { nodeId })
    if (!node.label.toLowerCase().includes(wanted)) look(nodeId, { nodeId })
    look(node.note, { nodeId })
    for (const text of textsOf(node)) look(text, { nodeId })
    for (const { row, path } of everyRow(rowsOf(node))) {
      const place = { nodeId, target: row.target, row: path }
      look(row.target, place)
      look(row.note, place)
      look(ruleText(row.rule), place)
    }
  }
  for (const group of Object.values(flow.layout.groups ?? {})) {
    const [nodeId] = group.nodes
    if (nodeId !== undefined) look(group.label, { nodeId })
  }
  for (const [noteId, note] of Object.entries(flow.layout.notes ?? {})) look(note.text, { noteId })
  return hits
}

function textsOf(node: FlowNode): readonly string[] {
  const scripts = node.kind === 'script' ? [node.config.source] : []
  const expressions = rowsOf(node).length > 0 ? [] : expressionsOf(node).map(({ source }) => source)
  const members = Object.values(node.config).filter((value) => typeof value === 'string')
  const cases = node.kind === 'switch' ? node.config.cases.map(({ label }) => label) : []
  return [...new Set([...scripts, ...expressions, ...cases, ...members])]
}

function ruleText(rule: ReturnType<typeof rowsOf>[number]['rule']): string {
  switch (rule.kind) {
    case 'expression':
      return rule.expression
    case 'constant':
      return typeof rule.value === 'string' ? rule.value : JSON.stringify(rule.value)
    case 'lookup':
      return `${rule.table} ${rule.key}`
    case 'each':
      return rule.items
  }
}
