// The name that a record of one system carries in another one, so that it is found again and never made twice.
import { refuse, quoted, textOf } from './value-invalid.ts'
import { say } from '../../sentence.ts'

/** The last number of a Shopify GraphQL id (`gid://shopify/Order/450789469`): the same record has it alone in webhooks and in the REST API. */
const GLOBAL_ID = /^gid:\/\/[^/]+\/[^/]+\/([^/?]+)/

/**
 * The parts joined by colons: `$externalId("shopify", "order", id)` gives "shopify:order:450789469". A colon within a part is written `%3A` and a percent
 * sign `%25`, so that different parts never make the same id. Throws `value-invalid` when a part is missing or is neither text nor number.
 */
export function externalId(parts: readonly unknown[]): string {
  if (parts.length === 0) return refuse(WHERE, null, say`it was given nothing`, FIX)
  return parts
    .map((part, index) => {
      const text = textOf(part)
      if (text === undefined || (typeof part === 'number' && !Number.isFinite(part))) {
        const what = part === undefined || part === null || part === '' ? say`is missing` : say`is ${quoted(part)}`
        return refuse(WHERE, part, say`part ${index + 1} of ${parts.length} ${what}`, FIX)
      }
      return (GLOBAL_ID.exec(text)?.[1] ?? text).replaceAll('%', '%25').replaceAll(':', '%3A')
    })
    .join(':')
}

const WHERE = '$externalId'
const FIX = say`Give the system, the kind of record and its id: $externalId("shopify", "order", id). None may be missing.`
