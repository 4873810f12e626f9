// What Odoo refuses, said once: both of its APIs carry the Python exception's class and message.
import { AppError } from '#shared/errors.ts'
import type { ErrorCode } from '#shared/error-codes.ts'

interface Translation {
  readonly name: RegExp
  readonly message?: RegExp
  readonly code: ErrorCode
  readonly fix?: string
}

/** By the exception's class, first match wins. What is not here is refused for good: repeating would give the same. */
const TRANSLATIONS: readonly Translation[] = [
  {
    name: /\.AccessDenied$|\.SessionExpired/,
    code: 'credentials-invalid',
    fix: 'Enter a valid API key for this user.',
  },
  { name: /\.AccessError$/, code: 'credentials-invalid', fix: 'Give the integration user in Odoo the rights that the message names.' },
  {
    name: /OperationalError/,
    message: /database .* does not exist/i,
    code: 'credentials-invalid',
    fix: 'Correct the database of the connection.',
  },
  // PostgreSQL asks Odoo's client to try again; a lock of Odoo's own is given back soon.
  {
    name: /SerializationFailure|LockNotAvailable|DeadlockDetected|OperationalError|InterfaceError|PoolError|\.LockError$|\.ConcurrencyError$/,
    code: 'vendor-unavailable',
  },
  { name: /MemoryError|TimeoutError|ConnectionError/, code: 'vendor-unavailable' },
  { name: /\.NotFound$/, code: 'vendor-rejected', fix: 'Install the Odoo app that has it, or check that this version of Odoo has it.' },
]

export function refusal({ name, message }: { readonly name: string; readonly message: string }): AppError {
  const text = message.trim()
  const found = TRANSLATIONS.find((entry) => entry.name.test(name) && (entry.message?.test(text) ?? true))
  return new AppError(found?.code ?? 'vendor-rejected', {
    message: `Odoo: ${text}`,
    ...(found?.fix !== undefined && { fix: found.fix }),
    details: { exception: name },
  })
}
