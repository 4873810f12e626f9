// The query language as far as QuickBooks has it: conditions joined by AND, one order, a place and a size.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { QuickBooksRefusal } from './refusal.ts'

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|>=|<=|[=<>(),*]|[\w.]+)/y
const LARGEST_PAGE = 1_000
const DEFAULT_PAGE = 100

/** What may stand in a condition, by entity. */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  Customer: ['Id', 'DisplayName', 'PrimaryEmailAddr', 'Active', 'MetaData.LastUpdatedTime'],
  Item: ['Id', 'Name', 'Sku', 'Active', 'MetaData.LastUpdatedTime'],
  Account: ['Id', 'Name', 'AccountType', 'Active', 'MetaData.LastUpdatedTime'],
  Invoice: ['Id', 'DocNumber', 'TxnDate', 'CustomerRef', 'MetaData.LastUpdatedTime'],
  CreditMemo: ['Id', 'DocNumber', 'TxnDate', 'CustomerRef', 'MetaData.LastUpdatedTime'],
  Payment: ['Id', 'TxnDate', 'CustomerRef', 'MetaData.LastUpdatedTime'],
  TaxCode: ['Id', 'Name', 'Active'],
  TaxRate: ['Id', 'Name', 'Active'],
}

const cannotParse = (near: string) =>
  new QuickBooksRefusal('4000', 'Error parsing query', `QueryParserError: Encountered " <${near}> " in the query.`)
const invalid = (detail: string) => new QuickBooksRefusal('4001', 'Invalid query', `QueryValidationError: ${detail}`)

type Matches = (record: SimulatorRecord) => boolean

export function answerQuery(statement: string, listOf: (entity: string) => readonly SimulatorRecord[]): object {
  const tokens = tokensOf(statement)
  const peek = () => tokens[0]?.toUpperCase()
  const take = (...wanted: readonly string[]): string => {
    const token = tokens.shift() ?? 'EOF'
    if (wanted.length > 0 && !wanted.includes(token.toUpperCase())) throw cannotParse(token)
    return token
  }
  const takeIf = (word: string) => peek() === word && take(word) !== ''

  take('SELECT')
  take('*')
  take('FROM')
  const entity = take()
  const filters = FILTERS[entity]
  if (!filters) throw invalid(`invalid context declaration '${entity}'`)
  const nameOf = () => {
    const name = take()
    if (!filters.includes(name)) throw invalid(`property '${name}' is not queryable`)
    return name
  }
  const conditions: Matches[] = []
  let saysActive = false
  if (takeIf('WHERE')) {
    do {
      const name = nameOf()
      saysActive ||= name === 'Active'
      conditions.push(conditionOf(name, take))
    } while (takeIf('AND'))
  }
  let order = 'Id'
  if (takeIf('ORDERBY')) {
    order = nameOf()
    takeIf('ASC')
  }
  const start = takeIf('STARTPOSITION') ? Number(take()) : 1
  const size = takeIf('MAXRESULTS') ? Number(take()) : DEFAULT_PAGE
  if (tokens.length > 0) throw cannotParse(take())
  if (!(start >= 1)) throw invalid('start position must be at least 1')
  if (!(size >= 1 && size <= LARGEST_PAGE)) throw invalid(`value ${size} is too large. Max allowed value is ${LARGEST_PAGE}.`)

  const found = listOf(entity)
    .filter((record) => (saysActive || record['Active'] !== false) && conditions.every((matches) => matches(record)))
    .toSorted((a, b) => compare(valueOf(a, order), valueOf(b, order)))
    .slice(start - 1, start - 1 + size)
  return found.length === 0 ? {} : { [entity]: found, startPosition: start, maxResults: found.length }
}

function tokensOf(statement: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const end = statement.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex
    const token = TOKEN.exec(statement)?.[1]
    if (token === undefined) throw cannotParse(statement.slice(from, from + 20))
    tokens.push(token)
  }
  return tokens
}

function conditionOf(name: string, take: (...wanted: readonly string[]) => string): Matches {
  const operator = take('=', '>=', '<=', '<', '>', 'IN')
  if (operator.toUpperCase() === 'IN') {
    take('(')
    const values = [literal(take())]
    while (take(',', ')') === ',') values.push(literal(take()))
    return (record) => values.includes(String(valueOf(record, name)))
  }
  const wanted = name.endsWith('Time') ? Date.parse(literal(take())) : literal(take())
  return (record) => {
    const value = valueOf(record, name)
    if (value === undefined) return false
    const order = compare(typeof value === 'boolean' ? String(value) : value, wanted)
    if (operator === '=') return order === 0
    return operator.startsWith('>') ? order > 0 || (operator === '>=' && order === 0) : order < 0 || (operator === '<=' && order === 0)
  }
}

const literal = (token: string): string => (token.startsWith("'") ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token)

/** Ids as numbers, times as instants, an e-mail as its address. */
function valueOf(record: SimulatorRecord, name: string): unknown {
  switch (name) {
    case 'Id':
      return Number(record['Id'])
    case 'CustomerRef':
      return (record['CustomerRef'] as { readonly value?: string } | undefined)?.value
    case 'PrimaryEmailAddr':
      return (record['PrimaryEmailAddr'] as { readonly Address?: string } | undefined)?.Address
    case 'MetaData.LastUpdatedTime':
      return Date.parse(String((record['MetaData'] as SimulatorRecord)['LastUpdatedTime']))
    default:
      return record[name]
  }
}

/** Texts are compared without regard to case, as QuickBooks does. */
const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' ? a - Number(b) : String(a).toLowerCase().localeCompare(String(b).toLowerCase())
