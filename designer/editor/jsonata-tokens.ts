// Splits JSONata into coloured pieces, line by line. Monaco and the resting one-line fields use the same pieces, so that nothing flickers
// when a field gains focus. For colours only: whether an expression is right is for the real parser to say.

export type TokenKind =
  | 'comment'
  | 'string'
  | 'number'
  | 'constant'
  | 'keyword'
  | 'function'
  | 'variable'
  | 'field'
  | 'operator'
  | 'bracket'
  | 'regex'
  | 'space'

export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

/** True inside a comment that is still open at the end of the line. */
export type LineState = boolean

const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /\/\*.*?\*\//y],
  ['string', /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/y],
  ['field', /`[^`]*`?/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['function', /\$[A-Za-z_]\w*(?=\s*\()/y],
  ['variable', /\$\$?(?:[A-Za-z_]\w*)?/y],
  ['constant', /(?:true|false|null)\b/y],
  ['keyword', /(?:and|or|in|function)\b|λ/y],
  ['field', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['operator', /~>|:=|\.\.|!=|<=|>=|\?\?|\?:|\*\*|[-+*/%&=<>?:.,;|^@#!]/y],
  ['bracket', /[()[\]{}]/y],
]
const REGEX = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[im]*/y
/** After one of these a slash begins a pattern; elsewhere it divides. */
const BEFORE_PATTERN = /(?:^|[([{,;:=<>&|?~]|\b(?:and|or|in))\s*$/

export function tokenizeLine(line: string, inComment: LineState = false): { readonly tokens: readonly Token[]; readonly state: LineState } {
  const tokens: Token[] = []
  let at = 0
  if (inComment) {
    const end = line.indexOf('*/')
    if (end < 0) return { tokens: [{ kind: 'comment', start: 0, end: line.length }], state: true }
    tokens.push({ kind: 'comment', start: 0, end: end + 2 })
    at = end + 2
  }
  while (at < line.length) {
    if (line.startsWith('/*', at) && !line.includes('*/', at + 2)) {
      tokens.push({ kind: 'comment', start: at, end: line.length })
      return { tokens, state: true }
    }
    const token = patternAt(line, at) ?? tokenAt(line, at)
    tokens.push(token)
    at = token.end
  }
  return { tokens, state: false }
}

function patternAt(line: string, at: number): Token | undefined {
  if (line[at] !== '/' || line[at + 1] === '*' || !BEFORE_PATTERN.test(line.slice(0, at))) return undefined
  REGEX.lastIndex = at
  const match = REGEX.exec(line)
  return match ? { kind: 'regex', start: at, end: at + match[0].length } : undefined
}

function tokenAt(line: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at
    const match = rule.exec(line)
    if (match && match[0].length > 0) return { kind, start: at, end: at + match[0].length }
  }
  return { kind: 'operator', start: at, end: at + 1 }
}
