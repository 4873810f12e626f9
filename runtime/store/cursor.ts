// Pages by position instead of by number: rows that arrive meanwhile neither repeat nor hide others.
import { AppError } from '#shared/errors.ts'
import type { Page, PageRequest } from './ports.ts'

/** Larger requests are cut to this: a page is read in one go, while nothing else runs. */
const MAX_PAGE = 200

/** Where a page ended: creation instant and id of its last row. */
export interface Position {
  readonly at: string
  readonly id: string
}

export function pageLimit(request: PageRequest): number {
  return Math.min(Math.max(Math.trunc(request.limit) || 1, 1), MAX_PAGE)
}

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url')
}

/** Throws `invalid-request` for anything that this module did not write. */
export function decodeCursor(cursor: string): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(value) && value.length === 2) {
      const [at, id]: unknown[] = value
      if (typeof at === 'string' && typeof id === 'string') return { at, id }
    }
  } catch {
    // Not base64url of JSON: said below, in words.
  }
  throw new AppError('invalid-request', {
    issues: [
      { path: '/cursor', code: 'cursor-invalid', message: 'This cursor is not one that a list gave.', fix: 'Start again without it.' },
    ],
  })
}

/** A page out of `limit + 1` rows: the extra one only tells that there are more. */
export function toPage<T>(rows: readonly T[], limit: number, position: (row: T) => Position): Page<T> {
  if (rows.length <= limit) return { items: rows }
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return last === undefined ? { items } : { items, next: encodeCursor(position(last)) }
}
