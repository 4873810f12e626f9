// Statements that a flow's author writes: names of parameters in the text, values beside it. A text with values in it is refused, so that what
// comes from a record (a customer's name with a quote) can never become part of a statement.
import { AppError } from '#shared/errors.ts'
import type { Dialect, SqlValue } from './dialect.ts'

export interface Statement {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

const TOKEN = /"[^"]*"|`[^`]*`|\[[A-Za-z_][\w ]*\]|::|:([A-Za-z_]\w*)|'|--|#|\/\*|;|\$\w*\$|\\|[^]/g

/** `:name` becomes the database's own parameter. Throws `action-input-invalid`. */
export function toStatement(text: string, parameters: Readonly<Record<string, SqlValue>>, dialect: Dialect): Statement {
  const values: SqlValue[] = []
  const sql = text.replace(/;\s*$/, '').replaceAll(TOKEN, (token, name: string | undefined) => {
    if (name !== undefined) {
      if (!Object.hasOwn(parameters, name)) throw refusal(`The parameter ":${name}" has no value.`)
      values.push(parameters[name] ?? null)
      return dialect.parameter(values.length)
    }
    const why = FORBIDDEN[token] ?? (/^\$\w*\$$/.test(token) ? FORBIDDEN["'"] : undefined)
    if (why !== undefined) throw refusal(why)
    return token
  })
  return { sql, values }
}

const FORBIDDEN: Readonly<Record<string, string>> = {
  "'": 'The statement has a text in quotes. Values belong into parameters: write :name, and give "name" a value.',
  ';': 'The statement consists of several. One step runs one statement.',
  '--': 'The statement has a comment, which may hide a part of it. Use the note of the step.',
  '#': 'The statement has a comment, which may hide a part of it. Use the note of the step.',
  '/*': 'The statement has a comment, which may hide a part of it. Use the note of the step.',
  '\\': 'The statement has a backslash, which databases read differently.',
}

/** Throws for what does more than read, also where the database would not refuse it. */
export function mustRead(text: string): void {
  if (
    !/^\s*(select|with)\b/i.test(text) ||
    /\b(insert|update|delete|merge|into|call|exec|execute|drop|alter|create|truncate|grant)\b/i.test(withoutNames(text))
  ) {
    throw refusal('This step reads: the statement must begin with SELECT or WITH and change nothing. Use "Run a statement" for others.')
  }
}

/** Quoted names may be any words. */
const withoutNames = (text: string) => text.replaceAll(/"[^"]*"|`[^`]*`|\[[^\]]*\]/g, 'x')

const refusal = (message: string) =>
  new AppError('action-input-invalid', { message, issues: [{ path: '/sql', code: 'statement', message }] })

/** Letters, digits and underscores: a name that needs more cannot come from a mapping by accident. */
const NAME = /^[A-Za-z_][A-Za-z0-9_$]{0,127}$/

/** `schema.table` or `table`, or a column, quoted. */
export function quoted(name: string, dialect: Dialect, path: string): string {
  const parts = name.split('.')
  if (parts.length > 3 || !parts.every((part) => NAME.test(part))) {
    const message = `"${name.slice(0, 60)}" is no name of a table or column.`
    throw new AppError('action-input-invalid', { message, issues: [{ path, code: 'name', message }] })
  }
  return parts.map((part) => dialect.quote(part)).join('.')
}
