// A JSON value as its text, where a value is expected: nobody then parses it only to write it again. JSON.stringify sees an empty
// object, so whoever stores or shows such a value asks for its text first.
const TEXT = Symbol('JSON text')

/** What is smaller is worth having as a value. */
const LARGE = 65_536

/** A text that is known to be JSON, in place of its value: it is stored as it is. */
export const asText = (json: string): unknown => ({ [TEXT]: json })

/** The value of a JSON text, or the text itself held in place of a large one. */
export const valueOrText = (json: string): unknown => (json.length > LARGE ? asText(json) : JSON.parse(json))

/** The text of a value that is held as text. */
export function heldText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(TEXT in value)) return undefined
  return typeof value[TEXT] === 'string' ? value[TEXT] : undefined
}
