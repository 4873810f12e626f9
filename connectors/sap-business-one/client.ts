// The one way this connector talks to the Service Layer: OData version 4 of a company, in its session, with what it refuses in plain words.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { ODataRefusal } from '#connectors/kit/odata/refusal.ts'
import { createODataService } from '#connectors/kit/odata/service.ts'
import { AUTH, isSessionOver } from './auth.ts'

export const { list, find, read, create, act } = createODataService({
  vendor: 'SAP Business One',
  continuation: '$skip',
  send: (context, request) => sendSigned(AUTH, context, { ...request, url: `/b1s/v2${request.url}`, refuses: isSessionOver }),
  refused,
})

const CODES: Readonly<Record<string, string>> = {
  '-2028': 'There is no such record.',
  '-2035': 'There is a record with this key already.',
}

function refused({ status, code, message }: ODataRefusal): AppError | undefined {
  const details = { status, vendorCode: code }
  if (code === '301' || code === '-101')
    return new AppError('credentials-invalid', { message: say`SAP Business One ends each session at once: ${message}`, details })
  if (status === 409 || status === 412 || code === '-2039')
    return new AppError('vendor-unavailable', {
      message: say`Somebody else changes this record in SAP Business One: ${plain(message)}`,
      details,
    })
  const known = CODES[code]
  return new AppError('vendor-rejected', {
    message: `SAP Business One: ${known === undefined ? plain(message) : `${known} (${plain(message)})`}`,
    details,
  })
}

/** Places are named as tables and columns there: `[RDR1.ItemCode][line: 2]` is line 2, and numbers of the database's driver say nothing. */
const plain = (message: string): string =>
  message
    .replaceAll(/\s*\(ODBC -?\d+\)/g, '')
    .replaceAll(/\s*\[[A-Z0-9@_]+\.\w+\]\s*\[line:\s*(\d+)\]/g, ' in line $1')
    .replaceAll(/\s*\[[A-Z0-9@_]+\.\w+\]/g, '')
    .replaceAll(/\s+,/g, ',')
    .replace(/^[\s,]+/, '')
    .trim()
