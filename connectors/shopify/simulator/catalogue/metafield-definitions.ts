// The metafields that the retailer defined, and what values they take. Refusals in Shopify's words where a live store's were recorded.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { isRecord } from '#shared/json.ts'

const define = (owner: string, key: string, name: string, type: string, choices?: readonly string[]) => ({
  owner,
  key,
  name,
  type,
  choices,
})

const DEFINITIONS = [
  define('PRODUCT', 'season', 'Season', 'single_line_text_field', ['AW26', 'SS27']),
  define('PRODUCT', 'care', 'Care', 'list.single_line_text_field'),
  define('PRODUCT', 'net_weight', 'Net weight', 'weight'),
  define('PRODUCT', 'launch_at', 'Launch', 'date_time'),
  define('PRODUCT', 'specification', 'Specification', 'json'),
  define('PRODUCTVARIANT', 'supplier_price', 'Supplier’s price', 'money'),
  define('PRODUCTVARIANT', 'pallet_quantity', 'Pieces on a pallet', 'number_integer'),
  define('CUSTOMER', 'loyalty_number', 'Loyalty number', 'single_line_text_field'),
  define('CUSTOMER', 'birthday', 'Birthday', 'date'),
  define('ORDER', 'erp_number', 'Number in the ERP', 'single_line_text_field'),
  define('ORDER', 'gift', 'Is a gift', 'boolean'),
  define('ORDER', 'deposit', 'Deposit', 'number_decimal'),
]

export function seedDefinitions(records: SimulatorRecords): void {
  for (const [index, { owner, key, name, type, choices }] of DEFINITIONS.entries()) {
    records.put('metafield_definition', `${owner}/custom.${key}`, {
      id: 210_000_001 + index,
      owner,
      namespace: 'custom',
      key,
      name,
      type,
      description: null,
      validations: choices ? [{ name: 'choices', type: 'list.single_line_text_field', value: JSON.stringify(choices) }] : [],
    })
  }
}

const OWNERS: Readonly<Record<string, string>> = {
  Order: 'ORDER',
  Product: 'PRODUCT',
  ProductVariant: 'PRODUCTVARIANT',
  Customer: 'CUSTOMER',
}

/** Of a global id such as gid://shopify/Product/1. */
const ownerOf = (gid: string): string => OWNERS[/^gid:\/\/shopify\/(\w+)\//.exec(gid)?.[1] ?? ''] ?? ''

interface Given {
  readonly ownerId: string
  readonly namespace?: string | null
  readonly key: string
  readonly value: string
  readonly type?: string | null
}

export const definitionOf = ({ ownerId, namespace, key }: Given, records: SimulatorRecords): SimulatorRecord | undefined =>
  records.get('metafield_definition', `${ownerOf(ownerId)}/${namespace ?? 'app'}.${key}`)

/** Why the value is refused; undefined when it is not. */
export function refusalOf(
  given: Given,
  records: SimulatorRecords,
  currency: string,
): { readonly message: string; readonly code: string } | undefined {
  const definition = definitionOf(given, records)
  const type = given.type ?? (definition ? String(definition['type']) : undefined)
  if (type === undefined) return { message: "Type can't be blank", code: 'BLANK' }
  if (definition && type !== definition['type']) {
    return {
      message: `Type '${type}' must be consistent with the definition's type: '${String(definition['type'])}'.`,
      code: 'INVALID_TYPE',
    }
  }
  if (given.value === '') return { message: "Value can't be blank.", code: 'BLANK' }
  const wrong = wrongOf(type, given.value, currency)
  if (wrong !== undefined) return { message: wrong, code: 'INVALID_VALUE' }
  const choices = choicesOf(definition)
  return choices !== undefined && !choices.includes(given.value)
    ? { message: `Value does not exist in provided choices: ${JSON.stringify(choices)}.`, code: 'INCLUSION' }
    : undefined
}

function choicesOf(definition: SimulatorRecord | undefined): readonly string[] | undefined {
  const [validation] = (definition?.['validations'] ?? []) as readonly { readonly value: string }[]
  return validation && (JSON.parse(validation.value) as readonly string[])
}

const PATTERNS: Readonly<Record<string, readonly [RegExp, string]>> = {
  boolean: [/^(true|false)$/, 'Value must be true or false.'],
  number_integer: [/^-?\d{1,16}$/, 'Value must be an integer.'],
  number_decimal: [/^-?\d{1,13}(\.\d{1,9})?$/, 'Value must be a decimal.'],
  date: [/^\d{4}-\d{2}-\d{2}$/, 'Value must be in YYYY-MM-DD format.'],
  date_time: [
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)?$/,
    'Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00',
  ],
}

function wrongOf(type: string, value: string, currency: string): string | undefined {
  const pattern = PATTERNS[type]
  if (pattern) return pattern[0].test(value) ? undefined : pattern[1]
  const isJson = type.startsWith('list.') || ['json', 'money', 'weight'].includes(type)
  if (!isJson) return undefined
  const parsed = parsedOf(value)
  if (parsed === undefined) return 'Value is invalid JSON.'
  if (type.startsWith('list.')) return Array.isArray(parsed) ? undefined : 'Value must be an array.'
  const has = (name: string, kind: string) => isRecord(parsed) && typeof parsed[name] === kind
  if (type === 'weight') return has('value', 'number') && has('unit', 'string') ? undefined : 'Value must have a value and a unit.'
  if (type !== 'money') return undefined
  if (!has('amount', 'string')) return 'Value must have an amount.'
  return isRecord(parsed) && parsed['currency_code'] === currency ? undefined : 'Value must use the currency of the shop.'
}

function parsedOf(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
