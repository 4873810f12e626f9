// Changes what is on an order. The flow says how many of something the order shall have, not how many more: so a repetition finds nothing left to do.
// Beginning, changing and committing an edit are one step here; an edit that was begun and not committed changes nothing.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { Money } from '#connectors/kit/retail/money.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { shopMoney } from '../../canonical.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import type { AnswerOf } from '../../documents/document.ts'
import {
  BEGIN_EDIT,
  COMMIT_EDIT,
  EDIT_ADD_ITEM,
  EDIT_ADD_VARIANT,
  EDIT_DISCOUNT,
  EDIT_QUANTITY,
  EDITABLE_ORDER,
  type EditableLine,
} from '../../documents/order-change.ts'
import { lineItemGid, LineItemId, numberOf, orderGid, OrderId, variantGid, VariantId } from '../../gid.ts'
import { needInput } from '../need-input.ts'
import { findVariantsBySku } from '../products/find-variants.ts'
import { orderMissing } from './get-order.ts'

const Change = Type.Object(
  {
    lineItemId: Type.Optional({ ...LineItemId, description: 'A line that is on the order' }),
    sku: Type.Optional(Type.String({ title: 'SKU', description: 'A product: on the order already or not', minLength: 1, maxLength: 255 })),
    variantId: Type.Optional({ ...VariantId, description: 'Instead of the SKU' }),
    title: Type.Optional(
      Type.String({
        title: 'Title',
        description: 'Something that is no product of the shop, such as Gift wrapping',
        minLength: 1,
        maxLength: 255,
      }),
    ),
    price: Type.Optional(
      Type.String({ title: 'Price', description: 'Of one, with a title only; decimal text', pattern: '^[0-9]{1,12}(\\.[0-9]{1,3})?$' }),
    ),
    discountPercent: Type.Optional(
      Type.String({
        title: 'Discount in percent',
        description: 'Only for what is added by this edit, such as 100 for a replacement that costs nothing; decimal text',
        pattern: '^(?=.*[1-9])(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]{1,4})?)$',
      }),
    ),
    discountReason: Type.Optional(
      Type.String({ title: 'Discount reason', description: 'Shown with the discount', minLength: 1, maxLength: 255 }),
    ),
    quantity: Type.Integer({
      title: 'Quantity',
      description: 'How many the order shall have; 0 removes it',
      minimum: 0,
      maximum: 1_000_000,
    }),
  },
  { additionalProperties: false },
)
type Change = Static<typeof Change>

const Input = Type.Object(
  {
    orderId: OrderId,
    lines: Type.Array(Change, { title: 'Lines', description: 'Others stay as they are', minItems: 1, maxItems: 50 }),
    restock: Type.Optional(Type.Boolean({ title: 'Restock', description: 'What is removed can be sold again', default: true })),
    notifyCustomer: Type.Optional(
      Type.Boolean({ title: 'Notify the customer', description: 'With an invoice, where something is to be paid', default: false }),
    ),
    staffNote: Type.Optional(Type.String({ title: 'Note', description: 'For staff', maxLength: 255 })),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  orderName: Type.String({ title: 'Order number' }),
  total: { ...Money, title: 'Total' },
  outstanding: { ...Money, title: 'To be paid', description: 'Below zero: to be given back' },
  lines: Type.Array(
    Type.Object({
      lineItemId: Type.String({ title: 'Line id' }),
      sku: Type.Union([Type.String(), Type.Null()], { title: 'SKU' }),
      title: Type.String({ title: 'Title' }),
      quantity: Type.Integer({ title: 'Quantity' }),
    }),
    { title: 'Lines', description: 'All that are on the order now' },
  ),
})

export const editOrder = {
  id: 'edit-order',
  label: 'Edit an order',
  description: 'Sets how many of products or extras an order has: adds, changes and removes lines that were not shipped.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    orderId: 'gid://shopify/Order/6151042531042',
    orderName: '#1042',
    total: { amount: '139.74', currency: 'GBP' },
    outstanding: { amount: '15.00', currency: 'GBP' },
    lines: [{ lineItemId: 'gid://shopify/LineItem/15204410421001', sku: 'HF-MUG-NAVY', title: 'Harbour mug', quantity: 2 }],
  },
  async run(input, context) {
    const { orderId, lines, restock, notifyCustomer, staffNote } = parseInput(Input, input)
    const id = orderGid(orderId)
    const order = await readOrder(context, id)
    if (order.cancelledAt !== null) {
      throw new AppError('vendor-rejected', {
        message: say`${order.name} is cancelled, so it cannot be edited.`,
        fix: 'Make a new order instead.',
      })
    }
    const steps = await plan(context, order.lines, lines, order.currencyCode)
    if (steps.length === 0) return answerOf(order)

    const begun = payloadOf((await graphql(context, BEGIN_EDIT, { id })).orderEditBegin, 'begin the edit')
    refuseUserErrors('begin the edit', begun.userErrors)
    const edit = begun.calculatedOrder?.id
    if (edit === undefined) throw new AppError('vendor-answer-invalid', { message: 'Shopify began an edit without naming it.' })
    for (const step of steps) await apply(context, edit, step, restock ?? true)
    const done = await graphql(context, COMMIT_EDIT, { id: edit, notify: notifyCustomer ?? false, note: staffNote ?? null })
    refuseUserErrors('change the order', payloadOf(done.orderEditCommit, 'change the order').userErrors)
    return answerOf(await readOrder(context, id))
  },
} as const satisfies Action

interface Discount {
  readonly percent: string
  readonly reason: string | undefined
}

type Step =
  | { readonly kind: 'quantity'; readonly line: EditableLine; readonly quantity: number }
  | { readonly kind: 'variant'; readonly variant: string; readonly quantity: number; readonly discount: Discount | undefined }
  | {
      readonly kind: 'item'
      readonly title: string
      readonly price: { readonly amount: string; readonly currencyCode: string }
      readonly quantity: number
      readonly discount: Discount | undefined
    }

/** What has to be done for the order to have what it shall have. */
async function plan(
  context: ActionContext,
  onOrder: readonly EditableLine[],
  changes: readonly Change[],
  currencyCode: string,
): Promise<readonly Step[]> {
  const found = await findVariantsBySku(
    context,
    changes.flatMap(({ sku, lineItemId, variantId }) =>
      sku !== undefined && lineItemId === undefined && variantId === undefined ? [sku] : [],
    ),
  )
  return changes.flatMap((change, index): Step[] => {
    const { lineItemId, sku, variantId, title, price, quantity, discountPercent: percent, discountReason: reason } = change
    const discount = percent === undefined ? undefined : { percent, reason }
    const path = `/lines/${index}`
    const set = (line: EditableLine): Step[] => {
      if (line.currentQuantity === quantity) return []
      needInput(
        discount === undefined,
        `${path}/discountPercent`,
        'Shopify takes a discount only for what is added, not for a line that is there.',
      )
      return [{ kind: 'quantity', line, quantity }]
    }
    if (lineItemId !== undefined) {
      const line = onOrder.find((one) => one.id === lineItemGid(lineItemId))
      needInput(line !== undefined, `${path}/lineItemId`, 'The order has no such line.')
      return set(line)
    }
    if (sku !== undefined || variantId !== undefined) {
      const named = variantId === undefined ? found.get(sku ?? '') : { id: variantGid(variantId) }
      needInput(
        named !== undefined && 'id' in named,
        `${path}/sku`,
        named && 'problem' in named ? named.problem : 'The shop has no such product.',
      )
      const lines = onOrder.filter(({ variant }) => variant?.id === named.id)
      const line = lines.find(({ currentQuantity }) => currentQuantity > 0) ?? lines[0]
      // A line that was removed stays on the order with nothing of it; Shopify adds the product anew.
      if (line && (line.currentQuantity > 0 || quantity === 0)) return set(line)
      return quantity === 0 ? [] : [{ kind: 'variant', variant: named.id, quantity, discount }]
    }
    needInput(title !== undefined, path, 'Name the line, the product or the title.')
    const line = onOrder.find((one) => one.variant === null && one.title === title && one.currentQuantity > 0)
    if (line) return set(line)
    if (quantity === 0) return []
    needInput(price !== undefined, `${path}/price`, 'Give the price of what is no product of the shop.')
    return [{ kind: 'item', title, price: { amount: price, currencyCode }, quantity, discount }]
  })
}

async function apply(context: ActionContext, edit: string, step: Step, restock: boolean): Promise<void> {
  if (step.kind === 'quantity') {
    // A line has the same number in the edit as on the order.
    const line = `gid://shopify/CalculatedLineItem/${numberOf(step.line.id)}`
    const answer = await graphql(context, EDIT_QUANTITY, { id: edit, line, quantity: step.quantity, restock })
    refuseUserErrors(`change ${step.line.title}`, payloadOf(answer.orderEditSetQuantity, 'change the quantity').userErrors)
  } else if (step.kind === 'variant') {
    const answer = await graphql(context, EDIT_ADD_VARIANT, { id: edit, variant: step.variant, quantity: step.quantity })
    await reduce(context, edit, addedLine(payloadOf(answer.orderEditAddVariant, 'add the product'), 'add the product'), step.discount)
  } else {
    const { title, price, quantity } = step
    const answer = await graphql(context, EDIT_ADD_ITEM, { id: edit, title, price, quantity, taxable: true, ships: false })
    await reduce(context, edit, addedLine(payloadOf(answer.orderEditAddCustomItem, `add ${title}`), `add ${title}`), step.discount)
  }
}

type Added = NonNullable<AnswerOf<typeof EDIT_ADD_VARIANT>['orderEditAddVariant']>

function addedLine({ calculatedLineItem, userErrors }: Added, what: string): string {
  refuseUserErrors(what, userErrors)
  if (calculatedLineItem) return calculatedLineItem.id
  throw new AppError('vendor-answer-invalid', { message: 'Shopify added a line to the edit without naming it.' })
}

async function reduce(context: ActionContext, edit: string, line: string, discount: Discount | undefined): Promise<void> {
  if (!discount) return
  const { percent, reason } = discount
  const wanted = { percentValue: Number(percent), ...(reason !== undefined && { description: reason }) }
  const answer = await graphql(context, EDIT_DISCOUNT, { id: edit, line, discount: wanted })
  refuseUserErrors('take the discount off', payloadOf(answer.orderEditAddLineItemDiscount, 'take the discount off').userErrors)
}

type Order = NonNullable<AnswerOf<typeof EDITABLE_ORDER>['order']> & { readonly lines: readonly EditableLine[] }

async function readOrder(context: ActionContext, id: string): Promise<Order> {
  const lines: EditableLine[] = []
  let after: string | null = null
  for (;;) {
    const { order }: AnswerOf<typeof EDITABLE_ORDER> = await graphql(context, EDITABLE_ORDER, { id, after })
    if (!order) throw orderMissing(id)
    lines.push(...order.lineItems.nodes)
    if (!order.lineItems.pageInfo.hasNextPage) return { ...order, lines }
    after = order.lineItems.pageInfo.endCursor
  }
}

const answerOf = (order: Order): Static<typeof Output> => ({
  orderId: order.id,
  orderName: order.name,
  total: shopMoney(order.currentTotalPriceSet),
  outstanding: shopMoney(order.totalOutstandingSet),
  lines: order.lines
    .filter(({ currentQuantity }) => currentQuantity > 0)
    .map(({ id, sku, title, currentQuantity }) => ({ lineItemId: id, sku, title, quantity: currentQuantity })),
})
