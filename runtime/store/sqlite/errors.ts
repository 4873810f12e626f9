// SQLite's failures in our words, recognised by SQLite's own codes.
import { AppError } from '#shared/errors.ts'

const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined

/** `conflict`, `not-found` or `store-failed`; what SQLite did not throw passes as it is. */
export function toStoreError(error: unknown): unknown {
  switch (sqliteCode(error)) {
    case undefined:
      return error
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return new AppError('conflict', { cause: error })
    // Nothing that others refer to is ever deleted without them, so it is always the parent that is missing.
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return new AppError('not-found', { message: 'It belongs to something that does not exist.', cause: error })
    default:
      return new AppError('store-failed', { cause: error })
  }
}

export const isBusy = (error: unknown): boolean => sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false
