// What a till sold leaves the stock of its store, and what came back is in it again: one transfer each way, found by the number of the sale.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveName, resolveNames } from '../catalogue.ts'
import { create, fieldsAmong, idOf, nameOf, readAll, searchRead, textOf, type OdooRow } from '../client.ts'
import { DecimalText, toWire } from '../decimals.ts'
import { STORE_SALE_FIELDS } from '../retail.ts'
import { quantityText } from '../stock.ts'
import { findTransfers, validateWhole } from '../transfer.ts'

const Input = speaking(
  'sale',
  Type.Object(
    {
      reference: Type.String({
        title: 'Sale',
        description: 'Its number, the same in every copy. What moved for it is never moved a second time.',
        minLength: 1,
        maxLength: 120,
      }),
      warehouse: Type.String({
        title: 'Warehouse',
        description: 'Short Name of the warehouse whose stock the store sells.',
        minLength: 1,
        maxLength: 60,
      }),
      returnLocation: Type.Optional(
        Type.String({
          title: 'Location of returns',
          description: 'Full name of where goods go that come back at the till. Empty: into the stock of the warehouse.',
          maxLength: 200,
        }),
      ),
      lines: Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'Internal Reference. Services move nothing.', minLength: 1, maxLength: 120 }),
            quantity: DecimalText('Quantity', 'Sold; below zero: came back.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 2_000 },
      ),
    },
    { additionalProperties: false },
  ),
  STORE_SALE_FIELDS,
)
type Input = Static<typeof Input>

const Output = Type.Object({
  reference: Type.String({ title: 'Sale', description: 'As given.' }),
  transfers: Type.Array(
    Type.Object({
      number: Type.String({ title: 'Transfer', description: 'Such as SHOP/OUT/00007.' }),
      direction: Type.String({ title: 'Direction', description: '`out` or `in`.' }),
      quantity: Type.String({ title: 'Quantity', description: 'Of all lines, decimal text.' }),
      created: Type.Boolean({ title: 'Created', description: 'False when it was there already.' }),
    }),
    { title: 'Transfers', description: 'Empty where nothing of the sale is kept in stock.' },
  ),
})

export const recordStoreSale = {
  id: 'record-store-sale',
  label: 'Move the stock of a store sale',
  description:
    'Takes what a till sold out of the stock of its store, and what came back in. Stock may become negative: what was sold was there. Books are left alone.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    reference: 'LON-1-1-2026-03-01-17',
    transfers: [{ number: 'SHOP/OUT/00007', direction: 'out', quantity: '2', created: true }],
  },
  run(input, context) {
    const sale = input as Input
    return oneAtATime(`stock.picking sale ${identityOf(readConfig(context.config))} ${sale.reference}`, () => record(sale, context))
  },
} as const satisfies Action

async function record(input: Input, context: ActionContext): Promise<Static<typeof Output>> {
  const { reference } = input
  const [warehouse, place, product] = await Promise.all([
    resolveName(context, 'warehouse', input.warehouse, '/warehouse'),
    resolveName(context, 'location', input.returnLocation, '/returnLocation'),
    resolveNames(
      context,
      'product',
      input.lines.map(({ sku }, index) => ({ name: sku, path: `/lines/${index}/sku` })),
    ),
  ])
  const services = await servicesAmong(
    context,
    input.lines.map(({ sku }) => product(sku).id),
  )
  const transfers: Static<typeof Output>['transfers'] = []
  for (const direction of ['out', 'in'] as const) {
    const goods = new Map<number, { readonly name: string; readonly quantity: Decimal }>()
    for (const { sku, quantity } of input.lines) {
      const moved = direction === 'out' ? new Decimal(quantity) : new Decimal(quantity).neg()
      const { id, ...row } = product(sku)
      if (moved.lte(0) || services.has(id)) continue
      goods.set(id, { name: textOf(row['name']) ?? sku, quantity: (goods.get(id)?.quantity ?? new Decimal(0)).plus(moved) })
    }
    if (goods.size === 0) continue
    const code = direction === 'out' ? 'outgoing' : 'incoming'
    const find = () => findTransfers(context, reference, code, { fields: ['name', 'state'], limit: 1 })
    const [found] = await find()
    const id = found?.id ?? (await create(context, 'stock.picking', await valuesOf(context, { reference, code, warehouse, place, goods })))
    if (textOf(found?.['state']) !== 'done') await validateWhole(context, id, asked)
    const quantity = [...goods.values()].reduce<Decimal>((sum, one) => sum.plus(one.quantity), new Decimal(0))
    transfers.push({
      number: textOf((found ?? (await find())[0])?.['name']) ?? '',
      direction,
      quantity: quantityText(quantity),
      created: !found,
    })
  }
  return { reference, transfers }
}

const asked = (question: string) => ({
  message: `Odoo asks a person before it validates a transfer (${question}).`,
  fix: 'Validate the transfer in Odoo, then replay.',
})

async function servicesAmong(context: ActionContext, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await readAll(
    context,
    'product.product',
    [
      ['id', 'in', [...new Set(ids)]],
      ['type', '=', 'service'],
    ],
    ['type'],
  )
  return new Set(rows.map(({ id }) => id))
}

interface Transfer {
  readonly reference: string
  readonly code: 'outgoing' | 'incoming'
  readonly warehouse: OdooRow | undefined
  readonly place: OdooRow | undefined
  readonly goods: ReadonlyMap<number, { readonly name: string; readonly quantity: Decimal }>
}

async function valuesOf(context: ActionContext, { reference, code, warehouse, place, goods }: Transfer) {
  const [[type], [customers], moveFields] = await Promise.all([
    searchRead(
      context,
      'stock.picking.type',
      [
        ['warehouse_id', '=', warehouse?.id],
        ['code', '=', code],
      ],
      { fields: ['name'], limit: 1 },
    ),
    searchRead(context, 'stock.location', [['usage', '=', 'customer']], { fields: ['complete_name'], limit: 1 }),
    fieldsAmong(context, 'stock.move', ['name']),
  ])
  const stock = idOf(warehouse?.['lot_stock_id'])
  if (!type || !customers || stock === undefined) {
    throw new AppError('vendor-rejected', {
      message: `The warehouse ${nameOf(warehouse?.['lot_stock_id']) ?? ''} in Odoo has no ${code === 'outgoing' ? 'way out' : 'way in'} for customers.`,
      fix: 'Look at its operation types and at the location for customers in Odoo, then replay.',
    })
  }
  const [from, to] = code === 'outgoing' ? [stock, customers.id] : [customers.id, place?.id ?? stock]
  return {
    picking_type_id: type.id,
    location_id: from,
    location_dest_id: to,
    origin: reference,
    move_ids: [...goods].map(([productId, { name, quantity }]) => [
      0,
      0,
      {
        product_id: productId,
        product_uom_qty: toWire(quantity.toFixed()),
        location_id: from,
        location_dest_id: to,
        ...(moveFields.length > 0 && { name }),
      },
    ]),
  }
}
