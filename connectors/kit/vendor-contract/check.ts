// What a check against a vendor's description is: one for each kind of description.
import type { Exchange, RawResponse } from '../transport.ts'

export interface ContractCheck {
  /** Operations that the vendor describes. */
  readonly described: number
  check(
    exchange: Pick<Exchange, 'method' | 'url' | 'headers' | 'body'>,
    response: RawResponse | undefined,
  ): { readonly operation?: string; readonly operations?: readonly string[]; readonly issues: readonly string[] }
}
