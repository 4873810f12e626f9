// The one parser of JSONata expressions outside the sandbox: a syntax tree, or what is wrong in plain words. Nothing is evaluated.
// The same parser as the sandbox's, so that what passes here also loads there. Works in the browser.
import jsonata from 'jsonata'
import type { Issue } from '../errors.ts'
import { error } from '../flow/say.ts'
import type { AstNode } from './ast.ts'
import { plainWords, type SyntaxFault } from './syntax-words.ts'

export type Parsed = { readonly ok: true; readonly ast: AstNode } | { readonly ok: false; readonly issue: Issue }

// A designer checks the whole flow after each keystroke; nearly all expressions are those of the time before.
const CACHE_ENTRIES = 4_000
const CACHED_LENGTH = 2_000
const cache = new Map<string, Parsed>()

/** The syntax tree of an expression, or what is wrong with it. Never throws. */
export function parseExpression(source: string): Parsed {
  const known = cache.get(source)
  if (known) return known
  const parsed = parse(source)
  if (source.length <= CACHED_LENGTH) {
    if (cache.size >= CACHE_ENTRIES) cache.clear()
    cache.set(source, parsed)
  }
  return parsed
}

function parse(source: string): Parsed {
  try {
    return { ok: true, ast: jsonata(source).ast() as AstNode }
  } catch (fault) {
    const { message, fix, position } = plainWords(fault as SyntaxFault, source)
    return {
      ok: false,
      issue: { ...error('', 'expression-invalid', message, fix), ...(position !== undefined && { position }) },
    }
  }
}
