// A useful part of Shopify's search syntax over orders: `field:value` terms joined by AND (or a space), `>`, `>=`, `<`, `<=`, and
// words looked for in name, e-mail and tags. Unknown fields are ignored, as Shopify does.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

const TERM = /(-?)(?:(\w+):)?(>=|<=|>|<)?('[^']*'|"[^"]*"|[^\s]+)/g

export function matchesQuery(order: SimulatorRecord, query: string | null | undefined): boolean {
  return [...(query ?? '').matchAll(TERM)].every(([, not, field, comparator, quoted = '']) => {
    const value = quoted.replace(/^['"]|['"]$/g, '')
    if (field === undefined && value.toUpperCase() === 'AND') return true
    const found = field === undefined ? hasWord(order, value) : hasField(order, field, comparator ?? '', value)
    return found === undefined || found !== (not === '-')
  })
}

function hasField(order: SimulatorRecord, field: string, comparator: string, value: string): boolean | undefined {
  switch (field) {
    case 'id':
      return compare(Number(order['id']), comparator, Number(value))
    case 'name':
      return String(order['name']).replace('#', '') === value.replace('#', '')
    case 'email':
      return String(order['email'] ?? '').toLowerCase() === value.toLowerCase()
    case 'tag':
      return tagsOf(order).some((tag) => tag.toLowerCase() === value.toLowerCase())
    case 'created_at':
    case 'updated_at':
    case 'processed_at':
      return compare(Date.parse(String(order[field])), comparator, Date.parse(value))
    case 'financial_status':
      return String(order['financial_status']) === value.toLowerCase()
    case 'fulfillment_status':
      return String(order['fulfillment_status'] ?? 'unfulfilled') === value.toLowerCase()
    case 'source_name':
      return String(order['source_name']) === value
    case 'status':
      if (value === 'any') return true
      return value === 'cancelled' ? order['cancelled_at'] !== null : value === 'closed' ? order['closed_at'] !== null : isOpen(order)
    default:
      return undefined
  }
}

const isOpen = (order: SimulatorRecord): boolean => order['cancelled_at'] === null && order['closed_at'] === null

function hasWord(order: SimulatorRecord, word: string): boolean {
  return [String(order['name']), String(order['email'] ?? ''), ...tagsOf(order)].some((text) =>
    text.toLowerCase().includes(word.toLowerCase()),
  )
}

function compare(left: number, comparator: string, right: number): boolean {
  if (comparator === '>') return left > right
  if (comparator === '>=') return left >= right
  if (comparator === '<') return left < right
  return comparator === '<=' ? left <= right : left === right
}

/** Shopify keeps tags as one text in webhooks. */
export function tagsOf(order: SimulatorRecord): string[] {
  return String(order['tags'] ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
