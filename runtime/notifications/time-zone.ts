// Time zones are names that people write; one that there is not would fail only when something is told.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isTimeZone } from '#shared/zoned.ts'

/** Throws `invalid-request`. */
export function refuseZone({ timeZone }: { readonly timeZone: string }): void {
  if (isTimeZone(timeZone)) return
  throw new AppError('invalid-request', {
    message: say`There is no time zone "${timeZone}".`,
    issues: [{ path: '/timeZone', code: 'invalid-request', message: 'Give an IANA name such as Europe/London.' }],
  })
}
