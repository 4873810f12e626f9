// What an action does with a record that another flow may still be bringing.
import { Type } from 'typebox'

export const WHEN_MISSING = Type.Optional(
  Type.Unsafe<'exception' | 'wait'>(
    Type.Union([Type.Literal('exception', { title: 'To the exception desk' }), Type.Literal('wait', { title: 'Wait until it is there' })], {
      title: 'When it is not there',
      description: 'wait: it is on its way from another flow; the step looks again as often as its error policy says.',
      default: 'exception',
    }),
  ),
)
