// A connection's settings, once more as a type: they were checked when they were saved, by a version that may have known others.
import type { Static, TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { validate } from './validate.ts'

const ANY_SYSTEM = { message: 'The settings of this connection are not valid.', fix: 'Correct the connection.' }

/** Throws `credentials-invalid`, in these words: a person corrects the connection. */
export function parseConfig<S extends TSchema>(
  schema: S,
  config: Readonly<Record<string, unknown>>,
  words: { readonly message: string; readonly fix?: string } = ANY_SYSTEM,
): Static<S> {
  const issues = validate(schema, config)
  if (issues.length === 0) return config as Static<S>
  throw new AppError('credentials-invalid', { ...words, issues })
}
