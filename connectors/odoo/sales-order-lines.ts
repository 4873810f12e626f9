// What has to be written so that a sales order has the lines that it shall have. Pure. What has left or was invoiced is never changed by it: such changes are
// told as issues.
import { Decimal } from 'decimal.js'
import type { Issue } from '#shared/errors.ts'

/** A line of the order as it is in Odoo. */
export interface OrderLine {
  readonly id: number
  readonly productId: number
  readonly name: string
  readonly quantity: Decimal
  readonly delivered: Decimal
  readonly invoiced: Decimal
  readonly price: Decimal
  readonly discount: Decimal
  readonly taxIds: readonly number[]
}

/** A line that the order shall have; what is absent may be anything. */
export interface WantedLine {
  readonly sku: string
  readonly productId: number
  readonly name?: string
  readonly quantity: Decimal
  readonly price: Decimal
  readonly discount: Decimal
  readonly taxIds?: readonly number[]
}

export interface LineChange {
  readonly id: number
  readonly quantity?: Decimal
  /** Of these the wanted line says what Odoo has not. */
  readonly name?: string
  readonly price?: Decimal
  readonly discount?: Decimal
  readonly taxIds?: readonly number[]
}

export interface LinePlan {
  readonly changes: readonly LineChange[]
  /** Places in the list of wanted lines. */
  readonly added: readonly number[]
  readonly issues: readonly Issue[]
}

const sameTaxes = (line: OrderLine, { taxIds }: WantedLine) =>
  taxIds === undefined || (taxIds.length === line.taxIds.length && taxIds.every((id) => line.taxIds.includes(id)))
const sameTerms = (line: OrderLine, wanted: WantedLine) =>
  line.price.equals(wanted.price) && line.discount.equals(wanted.discount) && sameTaxes(line, wanted)
const sameName = (line: OrderLine, { name }: WantedLine) => name === undefined || name === line.name

/**
 * Odoo's lines carry no number of the shop: those that are alike are the same. Of several that could be meant the most alike is taken, one for one; in the end each line has what it
 * shall have. A line that is left over stays on the order with a quantity of nothing: Odoo lets nobody take lines off a confirmed order.
 */
export function planLines(lines: readonly OrderLine[], wanted: readonly WantedLine[]): LinePlan {
  const free = new Set(lines)
  const matched = new Map<number, OrderLine>()
  const likenesses: ((line: OrderLine, one: WantedLine) => boolean)[] = [
    (line, one) => sameTerms(line, one) && sameName(line, one) && line.quantity.equals(one.quantity),
    (line, one) => sameTerms(line, one) && sameName(line, one),
    (line, one) => sameTerms(line, one),
    // What nobody has touched yet can take other terms.
    (line) => line.delivered.isZero() && line.invoiced.isZero(),
    () => true,
  ]
  for (const isAlike of likenesses) {
    for (const [index, one] of wanted.entries()) {
      if (matched.has(index)) continue
      const line = [...free].find((candidate) => candidate.productId === one.productId && isAlike(candidate, one))
      if (!line) continue
      matched.set(index, line)
      free.delete(line)
    }
  }
  const pairs = wanted.flatMap((one, index) => {
    const line = matched.get(index)
    return line ? [{ line, one, index }] : []
  })
  const left = [...free].filter(({ quantity }) => !quantity.isZero())
  return {
    changes: [...pairs.flatMap(({ line, one }) => changeOf(line, one)), ...left.map(({ id }) => ({ id, quantity: new Decimal(0) }))],
    added: wanted.flatMap((_, index) => (matched.has(index) ? [] : [index])),
    issues: [
      ...pairs.flatMap(({ line, one, index }) => issuesOf(line, one, `/lines/${index}`)),
      ...left.flatMap((line) => quantityIssues(line, new Decimal(0), '/lines')),
    ],
  }
}

function changeOf(line: OrderLine, one: WantedLine): LineChange[] {
  const change = {
    ...(!line.quantity.equals(one.quantity) && { quantity: one.quantity }),
    ...(!sameName(line, one) && one.name !== undefined && { name: one.name }),
    ...(!line.price.equals(one.price) && { price: one.price }),
    ...(!line.discount.equals(one.discount) && { discount: one.discount }),
    ...(!sameTaxes(line, one) && one.taxIds && { taxIds: one.taxIds }),
  }
  return Object.keys(change).length === 0 ? [] : [{ id: line.id, ...change }]
}

function issuesOf(line: OrderLine, one: WantedLine, path: string): readonly Issue[] {
  const issues = quantityIssues(line, one.quantity, path)
  if (sameTerms(line, one) || (line.delivered.isZero() && line.invoiced.isZero())) return issues
  const done = line.invoiced.isZero() ? 'has left the warehouse' : 'is invoiced'
  const terms = line.price.equals(one.price) ? 'with another discount or tax' : `at ${one.price.toFixed()} each`
  return [
    ...issues,
    { path, code: 'already-done', message: `"${line.name}" ${done} at ${line.price.toFixed()} each, and shall now be ${terms}.` },
  ]
}

function quantityIssues({ name, delivered, invoiced }: OrderLine, quantity: Decimal, path: string): readonly Issue[] {
  const shall = quantity.isZero() ? 'none is wanted now' : `only ${quantity.toFixed()} wanted now`
  const issue = (message: string): Issue => ({ path, code: 'already-done', message })
  if (quantity.lt(delivered)) return [issue(`${delivered.toFixed()} × "${name}" have left the warehouse, and ${shall}.`)]
  return quantity.lt(invoiced) ? [issue(`${invoiced.toFixed()} × "${name}" are invoiced, and ${shall}.`)] : []
}
