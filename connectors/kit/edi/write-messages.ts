// Documents as the segments of their messages, by the descriptions of a standard.
import type { Json } from '#shared/json.ts'
import type { Segment } from './segments.ts'
import { writeTree, type Structure } from './structure.ts'

export interface OutgoingMessage {
  readonly type: string
  readonly document: Json
}

/** Throws a plain Error with the message that cannot be written, by its place. */
export function writeMessages(
  descriptions: Readonly<Record<string, Structure>>,
  messages: readonly OutgoingMessage[],
): readonly { readonly type: string; readonly segments: readonly Segment[] }[] {
  return messages.map(({ type, document }, index) => {
    const known = descriptions[type]
    if (!known)
      throw new Error(`message ${index + 1}: there is no description of ${type}; known are ${Object.keys(descriptions).join(', ')}`)
    try {
      return { type, segments: writeTree(document, known) }
    } catch (cause) {
      throw new Error(`message ${index + 1} (${type}): ${cause instanceof Error ? cause.message : 'it cannot be written'}`, { cause })
    }
  })
}
