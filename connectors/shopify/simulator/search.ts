// What can be searched in orders: fields, and words looked for in name, e-mail and tags.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { compare, compareTime, isSameText, matchesTerms } from './search-terms.ts'

export const matchesQuery = (order: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => hasField(order, field, comparator, value),
    hasWord: (word) => hasWord(order, word),
  })

function hasField(order: SimulatorRecord, field: string, comparator: string, value: string): boolean | undefined {
  switch (field) {
    case 'id':
      return compare(Number(order['id']), comparator, Number(value))
    case 'name':
      return String(order['name']).replace('#', '') === value.replace('#', '')
    case 'email':
      return isSameText(order['email'], value)
    case 'tag':
      return tagsOf(order).some((tag) => isSameText(tag, value))
    case 'created_at':
    case 'updated_at':
    case 'processed_at':
      return compareTime(order[field], comparator, value)
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

/** Shopify keeps tags as one text in webhooks. */
export function tagsOf(record: SimulatorRecord): string[] {
  return String(record['tags'] ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
