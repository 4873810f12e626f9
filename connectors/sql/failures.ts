// What a database refuses, as our errors: by the codes of SQLSTATE, which PostgreSQL and MySQL share, and by SQL Server's numbers.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { socketError, type Endpoint } from '#connectors/kit/network.ts'

export type Refusal = 'sign-in' | 'busy' | 'statement'

/**
 * `kind`: what the database said no to; undefined: it said nothing, the connection failed. `lost`: a write was under way whose repetition is not
 * known to be safe.
 */
export function databaseError(error: unknown, kind: Refusal | undefined, endpoint: Endpoint, lost = false): AppError {
  if (hasErrorCode(error)) return error as AppError
  if (kind === undefined) return socketError(error, endpoint, lost)
  const says = (error instanceof Error ? error.message : 'it refused').replace(/\.$/, '')
  const message = `${endpoint.host}: ${says}.`
  const state = (error as { readonly sqlState?: string; readonly code?: string; readonly number?: number } | null) ?? {}
  const details = { host: endpoint.host, state: String(state.sqlState ?? state.number ?? state.code ?? '') }
  if (kind === 'sign-in') return new AppError('credentials-invalid', { message, details })
  if (kind === 'busy') return new AppError('vendor-unavailable', { message, details })
  return new AppError('vendor-rejected', {
    message,
    details,
    fix: 'Correct the record or the step: names of tables and columns, types, values that the database demands. Then replay.',
  })
}

/** By SQLSTATE (ISO/IEC 9075): classes 28 sign-in, 08 connection, 40 rolled back, 53 resources, 57P shutdown, 55P locks. */
export function refusalOf(state: string): Refusal | undefined {
  if (/^28|^3D000$/.test(state)) return 'sign-in'
  if (/^40|^53|^57P|^55P|^25006$/.test(state)) return state === '25006' ? 'statement' : 'busy'
  return state === '' || state.startsWith('08') ? undefined : 'statement'
}
