// Lays JSONata out: one line where it fits, else a line for each part of a block, a list, an object or a choice. It only moves spaces: a layout that would
// say something else is thrown away.
import { saysTheSame } from '#shared/mapping/rule-forms/syntax.ts'
import { tokenizeLine, type Token } from './jsonata-tokens.ts'

const WIDTH = 90
const OPEN: ReadonlySet<string> = new Set(['(', '[', '{'])
const CLOSE: ReadonlySet<string> = new Set([')', ']', '}'])
/** Stand between their sides without spaces. */
const TIGHT: ReadonlySet<string> = new Set(['.', '..', '@', '#', '^'])

interface Word {
  readonly text: string
  readonly kind: Token['kind']
}
/** Words and bracketed groups in a row. */
type Piece = Word | Group
interface Group {
  readonly open: string
  readonly close: string
  readonly pieces: readonly Piece[]
}
const isGroup = (piece: Piece | undefined): piece is Group => piece !== undefined && 'open' in piece
const textOf = (piece: Piece | undefined) => (piece === undefined ? '' : isGroup(piece) ? piece.open : piece.text)

export function formatJsonata(source: string): string {
  const pieces = group(wordsOf(source))
  if (!pieces) return source
  const tidy = layOut(pieces, '', 0, false)
  return saysTheSame(tidy, source) ? tidy : source
}

function wordsOf(source: string): readonly Word[] {
  const words: Word[] = []
  let open = false
  for (const line of source.split('\n')) {
    const { tokens, state } = tokenizeLine(line, open)
    open = state
    for (const { kind, start, end } of tokens) if (kind !== 'space') words.push({ kind, text: line.slice(start, end) })
  }
  return words
}

/** Undefined when a bracket has no partner, or a comment might lose its end. */
function group(words: readonly Word[]): readonly Piece[] | undefined {
  const stack: { open: string; pieces: Piece[] }[] = [{ open: '', pieces: [] }]
  for (const word of words) {
    const bracket = word.kind === 'bracket' ? word.text : ''
    if (OPEN.has(bracket)) stack.push({ open: bracket, pieces: [] })
    else if (CLOSE.has(bracket)) {
      const ended = stack.pop()
      const around = stack.at(-1)
      if (!ended || !around) return undefined
      around.pieces.push({ open: ended.open, close: bracket, pieces: ended.pieces })
    } else stack.at(-1)?.pieces.push(word)
  }
  return stack.length === 1 ? stack[0]?.pieces : undefined
}

/** `taken`: characters that stand before it on its line. `inObject`: the first `:` of each part ends its key. */
function layOut(pieces: readonly Piece[], indent: string, taken: number, inObject: boolean): string {
  const flat = inLine(pieces, inObject)
  if (!flat.includes('/*') && indent.length + taken + flat.length <= WIDTH) return flat
  const deeper = `${indent}  `
  let out = ''
  let choices = 0
  let key = inObject
  for (const [index, piece] of pieces.entries()) {
    const text = textOf(piece)
    const space = spaceBefore(pieces, index, key)
    const column = out.length - (out.lastIndexOf('\n') + 1)
    if (text === '?') choices += 1
    if (isGroup(piece)) out += space + groupText(piece, indent, column + space.length)
    else if (text === ':' && !key && choices > 0) {
      choices -= 1
      out += `\n${deeper}: `
    } else out += space + text
    if (text === ':') key = false
  }
  return out.replaceAll(': \u0020', ': ')
}

function groupText(piece: Group, indent: string, taken: number): string {
  const inObject = piece.open === '{'
  const flat = `${piece.open}${inLine(piece.pieces, inObject)}${piece.close}`
  if (!flat.includes('/*') && indent.length + taken + flat.length <= WIDTH) return flat
  const deeper = `${indent}  `
  const parts = split(piece.pieces)
  const lines = parts.map(({ pieces, end }) => `${deeper}${layOut(pieces, deeper, 0, inObject)}${end}`)
  return `${piece.open}\n${lines.join('\n')}\n${indent}${piece.close}`
}

/** At commas and semicolons. */
function split(pieces: readonly Piece[]): readonly { readonly pieces: readonly Piece[]; readonly end: string }[] {
  const parts: { pieces: Piece[]; end: string }[] = [{ pieces: [], end: '' }]
  for (const piece of pieces) {
    const part = parts.at(-1)
    const text = isGroup(piece) ? '' : piece.text
    if (part && (text === ',' || text === ';')) {
      part.end = text
      parts.push({ pieces: [], end: '' })
    } else part?.pieces.push(piece)
  }
  return parts.filter((part) => part.pieces.length > 0)
}

function inLine(pieces: readonly Piece[], inObject: boolean): string {
  let out = ''
  let key = inObject
  for (const [index, piece] of pieces.entries()) {
    out +=
      spaceBefore(pieces, index, key) +
      (isGroup(piece) ? `${piece.open}${inLine(piece.pieces, piece.open === '{')}${piece.close}` : piece.text)
    const text = textOf(piece)
    if (text === ':') key = false
    if (text === ',') key = inObject
  }
  return out
}

function spaceBefore(pieces: readonly Piece[], index: number, key: boolean): string {
  const [before, here] = [pieces[index - 1], pieces[index]]
  if (index === 0 || !here) return ''
  const text = textOf(here)
  const last = textOf(before)
  if (text === ',' || text === ';' || (text === ':' && key)) return ''
  if (last === ',' || last === ';') return ' '
  if (isGroup(here)) {
    if (here.open === '{' && isGroup(before)) return ' '
    return isOperator(before) && !isTight(pieces, index - 1)
      ? ' '
      : isWord(before, 'keyword') && last !== 'function' && last !== 'λ'
        ? ' '
        : ''
  }
  return TIGHT.has(text) || isTight(pieces, index - 1) ? '' : ' '
}

const isWord = (piece: Piece | undefined, kind: Token['kind']) => piece !== undefined && !isGroup(piece) && piece.kind === kind
const isOperator = (piece: Piece | undefined) => isWord(piece, 'operator')

/** An operator with nothing between it and what follows: the dot, a minus before a number. */
function isTight(pieces: readonly Piece[], index: number): boolean {
  const piece = pieces[index]
  if (!isOperator(piece)) return false
  const text = textOf(piece)
  if (TIGHT.has(text)) return true
  const before = pieces[index - 1]
  const begins = before === undefined || (isOperator(before) && !['*', '%', '**'].includes(textOf(before))) || isWord(before, 'keyword')
  return text === '-' && begins
}
