// Conditions on an action's input that its schema cannot say.
import { AppError } from '#shared/errors.ts'

/** Throws `action-input-invalid` at `path` (a JSON Pointer into the input). */
export function needInput(isGood: boolean, path: string, message: string): asserts isGood {
  if (!isGood) throw new AppError('action-input-invalid', { message, issues: [{ path, code: 'action-input-invalid', message }] })
}
