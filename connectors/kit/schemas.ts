// Schemas that the outputs of many actions have in common.
import { Type } from 'typebox'

/** A text, or null where the system has none. */
export const orNull = (title: string, description?: string) =>
  Type.Union([Type.String(), Type.Null()], { title, ...(description && { description }) })
