// Balance contracts while somebody edits them: fields may still be empty. What is whole goes into the document, the rest waits.
import type { BalanceContract, BalanceTerm } from '#shared/flow/nodes/balance.ts'
import { checkExpression } from '#shared/mapping/expression.ts'

export interface TermDraft {
  readonly label: string
  /** JSONata; empty while nothing is picked. */
  readonly amount: string
  readonly subtract: boolean
  /** Written as JSONata although a list could say it, or because none can. */
  readonly formula?: boolean
}

export interface ContractDraft {
  readonly label: string
  readonly left: readonly TermDraft[]
  readonly right: readonly TermDraft[]
  readonly tolerance: string
  readonly currency: string
  readonly residual: string
  /** As it stands in the document, where it does: kept while the draft lacks something. */
  readonly written?: BalanceContract
}

export const NEW_TERM: TermDraft = { label: '', amount: '', subtract: false }

export function draftOf(contract: BalanceContract): ContractDraft {
  const terms = (side: readonly BalanceTerm[]) =>
    side.map(({ label, amount, subtract }): TermDraft => ({ label, amount, subtract: subtract === true }))
  const { label, left, right, tolerance = '', currency = '', residual = '' } = contract
  return { label, left: terms(left), right: terms(right), tolerance, currency, residual, written: contract }
}

const TOLERANCE = /^\d{1,12}(\.\d{1,6})?$/
const CURRENCY = /^[A-Z]{3}$/

export const isTolerance = (text: string): boolean => text === '' || TOLERANCE.test(text)
export const isCurrencyText = (text: string): boolean => text === '' || CURRENCY.test(text)

/** The contract, or nothing while something is missing or cannot be read. */
export function contractOf(draft: ContractDraft): BalanceContract | undefined {
  const [left, right] = [draft.left.map(termOf), draft.right.map(termOf)]
  const label = draft.label.trim()
  if (label === '' || left.length === 0 || right.length === 0 || !isTolerance(draft.tolerance) || !isCurrencyText(draft.currency))
    return undefined
  if (left.includes(undefined) || right.includes(undefined)) return undefined
  return {
    label,
    left: left as BalanceTerm[],
    right: right as BalanceTerm[],
    ...(draft.tolerance !== '' && { tolerance: draft.tolerance }),
    ...(draft.currency !== '' && { currency: draft.currency }),
    ...(draft.residual.trim() !== '' && { residual: draft.residual.trim() }),
  }
}

function termOf({ label, amount, subtract }: TermDraft): BalanceTerm | undefined {
  if (label.trim() === '' || amount.trim() === '' || checkExpression(amount)) return undefined
  return { label: label.trim(), amount, ...(subtract && { subtract }) }
}

/** What goes into the document: each draft when it is whole, else as it stood there. `at` is a draft's place among them. */
export function writtenOf(drafts: readonly ContractDraft[]): {
  readonly contracts: readonly BalanceContract[]
  readonly at: readonly (number | undefined)[]
} {
  const contracts: BalanceContract[] = []
  const at = drafts.map((draft) => {
    const contract = contractOf(draft) ?? draft.written
    if (contract === undefined) return undefined
    contracts.push(contract)
    return contracts.length - 1
  })
  return { contracts, at }
}
