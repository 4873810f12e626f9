// How actions find a sales order, and what they do with one that another flow may still be bringing.
import { Type, type Static } from 'typebox'

export const OrderReferenceInput = Type.Object(
  {
    reference: Type.String({
      title: 'Order reference',
      description: "The shop's order number (Customer Reference in Odoo).",
      minLength: 1,
    }),
    whenMissing: Type.Optional(
      Type.Unsafe<'exception' | 'wait'>(
        Type.Union(
          [Type.Literal('exception', { title: 'To the exception desk' }), Type.Literal('wait', { title: 'Wait until it is there' })],
          {
            title: 'When it is not there',
            description: 'wait: it is on its way from another flow; the step looks again as often as its error policy says.',
            default: 'exception',
          },
        ),
      ),
    ),
  },
  { additionalProperties: false },
)
export type OrderReferenceInput = Static<typeof OrderReferenceInput>
