// Decimal numbers in what flows send: text, so that no cent is lost on the way.
import { Type } from 'typebox'

/** Decimal text such as `12.50`; whole numbers may be plain JSON numbers. */
export const DecimalText = (title: string, description: string) =>
  Type.Union([Type.String({ pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$', maxLength: 40 }), Type.Integer()], { title, description })
