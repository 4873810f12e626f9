// PostgreSQL's failures in our words, recognised by SQLSTATE, PostgreSQL's own codes, and by the codes of Node's sockets.
import { AppError } from '#shared/errors.ts'

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/**
 * The connection broke, or could not be had. What was sent on it may have been done or not: only the database knows.
 * Classes 08 and 57P are PostgreSQL's; the driver's own errors for a broken socket carry no code.
 */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined) return code.startsWith('08') || code.startsWith('57P') || /^E[A-Z]{4,}$/.test(code)
  return error instanceof Error && /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message)
}

/** The database refused what was asked, and did nothing of it: bad data, a broken constraint, a deadlock. It is in good order itself. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error instanceof AppError ? error.cause : error)
  return code !== undefined && /^(22|23|40)/.test(code)
}

/** `conflict`, `not-found` or `store-failed`; an AppError passes as it is. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  switch (code) {
    case '23505':
      return new AppError('conflict', { cause: error })
    // Nothing that others refer to is ever deleted without them, so it is always the parent that is missing.
    case '23503':
      return new AppError('not-found', { message: 'It belongs to something that does not exist.', cause: error })
    default:
      // What has no SQLSTATE and is no broken connection is a mistake of ours, not of the database.
      if (code === undefined && !isConnectionLoss(error)) return error
      return new AppError('store-failed', { cause: error })
  }
}

/** What keeps a start from succeeding, with what to do about it. The URL itself is not repeated: it may hold a password. */
export function toStartError(error: unknown, where: string): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const refuse = (message: string, fix: string) => new AppError('config-invalid', { message, fix, cause: error })
  switch (code) {
    case '28P01':
    case '28000':
      return refuse(`The database at ${where} refused the user or the password of DATABASE_URL.`, 'Correct DATABASE_URL and start again.')
    case '3D000':
      return refuse(`The database named in DATABASE_URL does not exist at ${where}.`, 'Create it, or correct DATABASE_URL.')
    case '42501':
      return refuse(
        `The user of DATABASE_URL may not create tables in its database at ${where}.`,
        'Make this user the owner of the database: ALTER DATABASE … OWNER TO ….',
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refuse(`The host of DATABASE_URL (${where}) is not known.`, 'Correct the host name in DATABASE_URL.')
    default:
      return isConnectionLoss(error)
        ? new AppError('store-failed', {
            message: `The database at ${where} cannot be reached (${code ?? 'no answer'}).`,
            fix: 'Check that PostgreSQL runs there, that a firewall lets this machine in, and DATABASE_URL.',
            cause: error,
          })
        : toStoreError(error)
  }
}
