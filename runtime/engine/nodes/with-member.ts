// A record with one more member.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isRecord } from '#shared/json.ts'

/** The record with `value` (JSON text) under `name`, beside what it had. A record that is not an object has no members to add to. */
export function withMember(record: string, name: string, value: string): string {
  const before: unknown = JSON.parse(record)
  if (!isRecord(before)) {
    throw new AppError('expression-failed', {
      message: say`The answer cannot be added as "${name}": the record is not an object.`,
      fix: 'Leave "add the answer as" empty, or map the record to an object first.',
    })
  }
  return JSON.stringify({ ...before, [name]: JSON.parse(value) as unknown })
}
