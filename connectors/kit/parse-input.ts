// An action's input, once more as a type: the caller has validated it, a test or a tool may not have.
import type { Static, TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { validate } from '#connectors/kit/validate.ts'

export function parseInput<S extends TSchema>(schema: S, input: unknown): Static<S> {
  const issues = validate(schema, input)
  if (issues.length === 0) return input as Static<S>
  throw new AppError('action-input-invalid', { issues })
}
