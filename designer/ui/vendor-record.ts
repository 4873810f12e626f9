// Which members of a vendor's record tell it apart at a glance.

export type VendorRecord = Readonly<Record<string, unknown>>

/** The vendors' names, most telling first; a table shows those that any of its records has. */
const TELLING: readonly (readonly [member: string, label: string])[] = [
  ['name', 'Name'],
  ['client_order_ref', 'Reference'],
  ['partner_id', 'Customer'],
  ['email', 'E-mail'],
  ['default_code', 'SKU'],
  ['code', 'Code'],
  ['topic', 'Event'],
  ['state', 'State'],
  ['status', 'State'],
  ['financial_status', 'Payment'],
  ['amount_total', 'Total'],
  ['total_price', 'Total'],
  ['create_date', 'Created'],
  ['created_at', 'Created'],
]
const MOST_COLUMNS = 6

export interface TellingColumn {
  readonly member: string
  readonly label: string
}

export function tellingColumns(records: readonly VendorRecord[]): readonly TellingColumn[] {
  return TELLING.filter(([member]) => records.some((record) => shown(record[member]) !== ''))
    .slice(0, MOST_COLUMNS)
    .map(([member, label]) => ({ member, label }))
}

/** A value in one line. Odoo writes links as `[id, name]`, and `false` for nothing. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 2 && typeof value[1] === 'string' ? value[1] : ''
  if (value === null || value === undefined || value === false || typeof value === 'object') return ''
  return String(value as string | number | boolean)
}

/** The kind of record a person looks for first: what the flow has made, else the goods. */
export function firstType(types: readonly string[]): string | undefined {
  return ['sale.order', 'order', 'items'].find((type) => types.includes(type)) ?? types.find((type) => /product/i.test(type)) ?? types[0]
}
