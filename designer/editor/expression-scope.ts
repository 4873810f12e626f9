// What an expression can reach where it stands: the record, the trigger, earlier steps, the parent of an `each` item; with samples of their values.
import { walkPath } from '#shared/mapping/path-values.ts'
import { flatten } from './path-values.ts'

export interface ExpressionScope {
  /** What `$` is. */
  readonly record: unknown
  /** The same on other samples: names that are only there are known too. */
  readonly others?: readonly unknown[]
  readonly trigger?: unknown
  readonly steps?: Readonly<Record<string, unknown>>
  /** Inside an `each` row: the record around the item. */
  readonly parent?: unknown
  /** Lookup tables of the client, for `$lookup("…")`. */
  readonly tables?: readonly string[]
  /** Titles that fields have in their system, by path from the record, `$trigger` or `$steps`. */
  readonly titles?: ReadonlyMap<string, string>
  /** Inside `each` rows: the list's path from the record, as far as it is known. */
  readonly place?: string
}

const PATH_BEFORE =
  /((?:\$\$?[A-Za-z_]*\w*|[\p{L}_][\p{L}\p{N}_]*|`[^`]*`)(?:\s*\[[^[\]]*\])*(?:\s*\.\s*(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]*`)(?:\s*\[[^[\]]*\])*)*)\s*$/u

/** The values a path such as `customer.email` stands for, seen from a context. */
export function valuesOf(path: string, context: readonly unknown[], scope: ExpressionScope): readonly unknown[] {
  return walkPath(path, context, (name) => variable(name, context, scope))
}

const recordsOf = ({ record, others = [] }: ExpressionScope): readonly unknown[] => [record, ...others]

function variable(name: string, context: readonly unknown[], scope: ExpressionScope): readonly unknown[] {
  if (name === '$') return context
  if (name === '$$') return recordsOf(scope)
  if (name === '$trigger') return [scope.trigger]
  if (name === '$steps') return [scope.steps]
  if (name === '$parent') return [scope.parent]
  return []
}

/** The context at the end of `before`: inside `lines[…]`, `lines.(…)` and `lines.{…}` it is an item of the list. */
export function contextAt(before: string, scope: ExpressionScope): readonly unknown[] {
  const open: number[] = []
  let quote = ''
  for (let i = 0; i < before.length; i++) {
    const c = before.charAt(i)
    if (quote !== '') {
      if (c === quote) quote = ''
      else if (c === '\\') i++
    } else if (c === '"' || c === "'" || c === '`') quote = c
    else if ('([{'.includes(c)) open.push(i)
    else if (')]}'.includes(c)) open.pop()
  }
  let context = recordsOf(scope)
  for (const at of open) {
    const path = pathBefore(before.slice(0, at), before.charAt(at))
    if (path !== undefined) context = flatten(valuesOf(path, context, scope))
  }
  return context
}

function pathBefore(text: string, bracket: string): string | undefined {
  if (bracket !== '(') return PATH_BEFORE.exec(text.replace(/\.\s*$/, ''))?.[1]
  // `path.(` opens a block on each item; `$function(` is a call and changes nothing.
  const dotted = /\.\s*$/.exec(text)
  return dotted ? PATH_BEFORE.exec(text.slice(0, dotted.index))?.[1] : undefined
}

/** The path that ends in a dot at the end of `before` (`customer.` -> `customer`), if any. */
export function pathToComplete(before: string): string | undefined {
  const dotted = /\.\s*(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]*)?$/u.exec(before)
  return dotted ? PATH_BEFORE.exec(before.slice(0, dotted.index))?.[1] : undefined
}
