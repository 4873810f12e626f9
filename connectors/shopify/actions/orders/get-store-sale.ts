// An order of a till as a store sale: what store-day journals and stock movements need.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { toStoreSale } from '../../canonical-store-sale.ts'
import { graphql } from '../../client.ts'
import { GET_TILL_ORDER } from '../../documents/store-sale.ts'
import { STORE_SALE } from '../../examples/store-sale.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { orderMissing } from './get-order.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

export const getStoreSale = {
  id: 'get-store-sale',
  label: 'Get a till sale',
  description:
    'Reads an order of a till as a store sale: lines, tip, cash rounding and tenders that add up. Find them with source_name:pos.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: StoreSale,
  example: STORE_SALE,
  async run(input, context) {
    const id = orderGid(parseInput(Input, input).orderId)
    const { shop, order } = await graphql(context, GET_TILL_ORDER, { id })
    if (!order) throw orderMissing(id)
    if (order.sourceName !== 'pos') {
      throw new AppError('vendor-rejected', {
        message: say`${order.name} is no sale of a till: it came from ${order.sourceName ?? 'somewhere else'}.`,
        fix: 'Take "Get an order" for orders of the web shop, or find till sales with source_name:pos.',
      })
    }
    if (order.lineItems.pageInfo.hasNextPage) {
      throw new AppError('vendor-rejected', {
        message: say`${order.name} has more than 100 lines, more than a till sale is read with.`,
        fix: 'Take "Get an order", which reads every line.',
      })
    }
    return toStoreSale(order, order.lineItems.nodes, shop.ianaTimezone)
  },
} as const satisfies Action
