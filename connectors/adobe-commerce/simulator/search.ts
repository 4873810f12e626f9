// Searches as Adobe Commerce answers them: groups of filters, sorting, and pages of which the last one is given for every later number.
import type { Context } from 'hono'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { CommerceRefusal } from './refusal.ts'

interface Filter {
  field?: string
  value?: string
  conditionType?: string
}

export function searchAnswer(c: Context, records: readonly SimulatorRecord[]): Response {
  const query = new URL(c.req.url).searchParams
  const names = [...query.keys()].filter((name) => name.startsWith('searchCriteria'))
  if (names.length === 0) throw new CommerceRefusal(400, '"%fieldName" is required. Enter and try again.', { fieldName: 'searchCriteria' })
  const groups = groupsOf(query)
  const found = records.filter((record) => groups.every((filters) => filters.some((filter) => fits(record, filter))))
  const sort = {
    field: query.get('searchCriteria[sortOrders][0][field]'),
    direction: query.get('searchCriteria[sortOrders][0][direction]'),
  }
  const sorted = sort.field === null ? found : found.toSorted(by(sort.field, sort.direction === 'DESC' ? -1 : 1))
  const size = Number(query.get('searchCriteria[pageSize]') ?? 0)
  const wanted = Number(query.get('searchCriteria[currentPage]') ?? 1)
  const page = size > 0 ? Math.min(Math.max(wanted, 1), Math.max(Math.ceil(sorted.length / size), 1)) : 1
  return c.json({
    items: size > 0 ? sorted.slice((page - 1) * size, page * size) : sorted,
    search_criteria: {
      filter_groups: groups.map((filters) => ({
        filters: filters.map(({ field, value, conditionType = 'eq' }) => ({ field, value, condition_type: conditionType })),
      })),
      ...(size > 0 && { page_size: size, current_page: wanted }),
    },
    total_count: sorted.length,
  })
}

const FILTER = /^searchCriteria\[filter(?:Groups|_groups)\]\[(\d+)\]\[filters\]\[(\d+)\]\[(field|value|conditionType|condition_type)\]$/

function groupsOf(query: URLSearchParams): readonly (readonly Filter[])[] {
  const groups = new Map<string, Map<string, Filter>>()
  for (const [name, value] of query) {
    const [, group = '', filter = '', part = ''] = FILTER.exec(name) ?? []
    if (part === '') continue
    const filters = groups.get(group) ?? new Map<string, Filter>()
    filters.set(filter, { ...filters.get(filter), [part === 'condition_type' ? 'conditionType' : part]: value })
    groups.set(group, filters)
  }
  return [...groups.values()].map((filters) => [...filters.values()])
}

function fits(record: SimulatorRecord, { field = '', value = '', conditionType = 'eq' }: Filter): boolean {
  if (!(field in record)) throw new CommerceRefusal(400, `Column not found: 1054 Unknown column '${field}' in 'where clause'`)
  const order = compare(record[field], value)
  switch (conditionType) {
    case 'eq':
      return order === 0
    case 'neq':
      return order !== 0
    case 'gt':
      return order > 0
    case 'gteq':
      return order >= 0
    case 'lt':
      return order < 0
    case 'lteq':
      return order <= 0
    case 'in':
      return value.split(',').some((one) => compare(record[field], one) === 0)
    default:
      throw new CommerceRefusal(400, `The simulated shop knows no condition ${conditionType}.`)
  }
}

/** As the database compares: numbers as numbers, times with a space or a T, text without regard to case. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number') return a - Number(b)
  const [left, right] = [plain(a), plain(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
const plain = (value: unknown) =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? '')).replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ').toLowerCase()

const by = (field: string, sign: number) => (a: SimulatorRecord, b: SimulatorRecord) => compare(a[field], b[field]) * sign
