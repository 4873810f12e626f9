// How a record is found again: by the user-defined field of the settings, or by a field that SAP Business One has for people.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { allOf, quoted } from '#connectors/kit/odata/filter.ts'
import { readConfig } from './auth.ts'

export interface Reference {
  /** Where it stands. */
  readonly field: string
  /** Only Tillflow writes it: it names one record, whoever the customer is. */
  readonly isOwn: boolean
}

/** `otherwise`: where it stands without a field of its own. */
export function referenceField({ config }: Pick<CallContext, 'config'>, otherwise: string): Reference {
  const { referenceField: own } = readConfig(config)
  return own === undefined ? { field: otherwise, isOwn: false } : { field: own, isOwn: true }
}

/** Records of this reference. In a field that people fill too, only those of the customer are meant. */
export const referenceFilter = ({ field, isOwn }: Reference, reference: string, customer: string | undefined): string =>
  allOf([`${field} eq ${quoted(reference)}`, ...(isOwn || customer === undefined ? [] : [`CardCode eq ${quoted(customer)}`])])

interface Cancellable {
  readonly Cancelled?: string | null
  readonly CancelStatus?: string | null
}

/**
 * The one that is meant: a document that cancels another repeats its reference, and does not count. A cancelled one is found too, so that what a
 * person has cancelled is not made again.
 */
export function theOne<T extends Cancellable>(found: readonly T[], what: string, reference: string): T | undefined {
  const originals = found.filter(({ CancelStatus }) => CancelStatus !== 'csCancellation')
  const live = originals.filter((one) => !isCancelled(one))
  if (live.length > 1)
    throw new AppError('vendor-rejected', {
      message: say`SAP Business One has ${live.length} ${what} of reference ${reference}.`,
      fix: 'Clear this up in SAP Business One: Tillflow does not choose.',
    })
  return live[0] ?? originals[0]
}

export const isCancelled = ({ Cancelled, CancelStatus }: Cancellable): boolean => Cancelled === 'tYES' || CancelStatus === 'csYes'
