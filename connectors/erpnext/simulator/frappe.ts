// Frappe's manners: lists with filters, and its way to say no.
import type { Context } from 'hono'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

const STATUS = {
  AuthenticationError: 401,
  PermissionError: 403,
  DoesNotExistError: 404,
  ValidationError: 417,
  LinkValidationError: 417,
  MandatoryError: 417,
  DataError: 417,
  UpdateAfterSubmitError: 417,
  NegativeStockError: 417,
  EmptyStockReconciliationItemsError: 417,
} as const
type ExceptionType = keyof typeof STATUS

export class FrappeError extends Error {
  readonly type: ExceptionType
  constructor(type: ExceptionType, message: string) {
    super(message)
    this.type = type
  }
}

export function refuse(c: Context, { type, message }: Pick<FrappeError, 'type' | 'message'>) {
  const said = JSON.stringify({ message, title: 'Message', indicator: 'red', raise_exception: 1 })
  return c.json(
    { exception: `frappe.exceptions.${type}: ${message}`, exc_type: type, _server_messages: JSON.stringify([said]) },
    STATUS[type],
  )
}

/** https://docs.frappe.io/framework/user/en/api/rest: 20 records unless a page is named; only `name` unless fields are. */
export function answerList(rows: readonly SimulatorRecord[], fields: ReadonlySet<string>, query: Readonly<Record<string, string>>) {
  const known = (field: string) => {
    if (!fields.has(field)) throw new FrappeError('DataError', `Field not permitted in query: ${field}`)
    return field
  }
  const filters = JSON.parse(query['filters'] ?? '[]') as readonly (readonly [string, string, string | number])[]
  const asked = (JSON.parse(query['fields'] ?? '["name"]') as readonly string[]).map(known)
  const order = (query['order_by'] ?? 'creation desc').split(',').map((part) => part.trim().split(' '))
  const start = Number(query['limit_start'] ?? 0)
  const length = Number(query['limit_page_length'] ?? 20)
  return rows
    .filter((row) => filters.every(([field, operator, value]) => isMatch(folded(row[known(field)]), operator, folded(value))))
    .toSorted((a, b) => {
      for (const [field = '', direction] of order) {
        const sign = compare(a[known(field)], b[field]) * (direction === 'desc' ? -1 : 1)
        if (sign !== 0) return sign
      }
      return 0
    })
    .slice(start, length === 0 ? undefined : start + length)
    .map((row) => Object.fromEntries(asked.map((field) => [field, (row[field] ?? null) as unknown])))
}

/** MariaDB's collation knows no case. */
export const folded = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)
const compare = (a: unknown, b: unknown) => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : Number(String(a) > String(b))
}

function isMatch(a: unknown, operator: string, b: unknown): boolean {
  const sign = compare(a, b)
  switch (operator) {
    case '=':
      return sign === 0
    case '<':
      return sign < 0
    case '>=':
      return sign >= 0
    default:
      throw new FrappeError('ValidationError', `Operator must be one of =, &lt;, &gt;=`)
  }
}
