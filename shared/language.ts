// The languages of the designer, and of what templates bring.
import { Type, type Static } from 'typebox'

export const Language = Type.Union([Type.Literal('en'), Type.Literal('de')])
export type Language = Static<typeof Language>
export const LANGUAGES: readonly Language[] = ['en', 'de']
