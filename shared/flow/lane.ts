// The order a flow keeps: runs of one lane, such as one order's, go one after the other; different lanes go side by side.
import { Type, type Static } from 'typebox'

const Expression = Type.String({ minLength: 1, maxLength: 20_000, description: 'JSONata 2' })

export const FlowLane = Type.Object(
  {
    /** Over the trigger's record: what gives the same text or number goes in the order it arrived. */
    key: Expression,
    /** A record that waits on the exception desk holds back those behind it, or lets them pass. */
    whenParked: Type.Union([Type.Literal('hold'), Type.Literal('pass')]),
    /** Only the newest counts: records that have not begun are skipped as soon as a newer one of their lane arrives. */
    coalesce: Type.Optional(Type.Boolean()),
    /** Over the trigger's record, a number or an ISO date and time: a record older than one that came before is skipped. */
    version: Type.Optional(Expression),
    /**
     * A record that comes back because another flow of the channel just brought it here (stock levels sent both ways) is skipped: same lane, same
     * content, within so many minutes of it, and nothing else in between. Both flows name the channel and give the same lane and content.
     */
    echo: Type.Optional(
      Type.Object(
        {
          channel: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
          /** Over the trigger's record: equal where the records say the same. */
          content: Expression,
          minutes: Type.Integer({ minimum: 1, maximum: 1_440 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type FlowLane = Static<typeof FlowLane>
