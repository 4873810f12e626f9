// The drafts of the contracts that are edited, in step with the document: undo, and what others change, begin them anew.
import { useState } from 'react'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import { draftOf, writtenOf, type ContractDraft } from './drafts.ts'

export interface BalanceDrafts {
  readonly drafts: readonly ContractDraft[]
  /** The place of a draft among the document's contracts, and so among the results. */
  readonly at: readonly (number | undefined)[]
  /** `group` names what is being typed into, for undo. */
  put(drafts: readonly ContractDraft[], group?: string): void
}

export function useBalanceDrafts(
  contracts: readonly BalanceContract[],
  onContracts: (contracts: BalanceContract[], group?: string) => void,
): BalanceDrafts {
  const text = JSON.stringify(contracts)
  const [{ of, drafts }, setState] = useState(() => ({ of: text, drafts: contracts.map(draftOf) }))
  if (of !== text) setState({ of: text, drafts: contracts.map(draftOf) })
  const { at } = writtenOf(drafts)
  return {
    drafts,
    at,
    put(next, group) {
      const written = writtenOf(next)
      const kept = next.map((draft, i): ContractDraft => {
        const contract = written.contracts[written.at[i] ?? -1]
        return contract ? { ...draft, written: contract } : draft
      })
      const after = JSON.stringify(written.contracts)
      setState({ of: after, drafts: kept })
      if (after !== text) onContracts([...written.contracts], group)
    },
  }
}
