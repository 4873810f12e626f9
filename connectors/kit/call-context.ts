// Makes the context an action runs in from a connection's parts. Used by the runtime's caller and by connector tests.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext, CallContext, Secrets } from './contract.ts'
import { openGate } from './gate.ts'
import { createHttpClient, type HttpClientOptions } from './http-client.ts'
import { createNetwork } from './network.ts'
import { createRedactor, type Redactor } from './redact.ts'
import { memoryTokens, type TokenKeeper } from './tokens.ts'

export interface ConnectionParts extends Pick<
  HttpClientOptions,
  | 'transport'
  | 'baseUrl'
  | 'isTrusted'
  | 'gate'
  | 'throttledAnswers'
  | 'certificateAuthority'
  | 'signal'
  | 'timeoutMs'
  | 'record'
  | 'traceparent'
> {
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  /** Absent: kept for this context only. */
  readonly tokens?: TokenKeeper
  readonly now?: () => Date
}

export function createCallContext(parts: ConnectionParts): CallContext & { readonly redactor: Redactor } {
  const now = parts.now ?? (() => new Date())
  const redactor = redactorOf(parts.secrets)
  const isSimulated = simulatorOf(parts.config) !== undefined
  return {
    http: createHttpClient({ ...parts, redactor, now }),
    network: createNetwork({
      ...parts,
      simulator: isSimulated ? createHttpClient({ ...parts, gate: openGate, redactor, now }) : undefined,
      redactor,
    }),
    config: parts.config,
    secrets: readSecrets(parts.secrets),
    tokens: parts.tokens ?? memoryTokens(),
    signal: parts.signal,
    now,
    redactor,
  }
}

const redactors = new WeakMap<ConnectionParts['secrets'], Redactor>()

/** The forms of a connection's secrets are worked out once, not for each call. */
function redactorOf(secrets: ConnectionParts['secrets']): Redactor {
  const known = redactors.get(secrets) ?? createRedactor(Object.values(secrets))
  redactors.set(secrets, known)
  return known
}

export function createActionContext(
  parts: ConnectionParts,
  call: Pick<ActionContext, 'idempotencyKey' | 'attempt' | 'outcomeUnknown'>,
): ActionContext & { readonly redactor: Redactor } {
  return { ...createCallContext(parts), ...call }
}

export function readSecrets(values: Readonly<Record<string, string>>): Secrets {
  return {
    get(field) {
      const value = Object.hasOwn(values, field) ? values[field] : undefined
      if (value === undefined || value === '') {
        throw new AppError('credentials-invalid', {
          message: say`The connection's secret "${field}" was never entered.`,
          fix: say`Open the connection and enter "${field}".`,
        })
      }
      return value
    },
  }
}

/** Where the connection's calls go: its simulator when it names one, or the real system. */
export function simulatorOf(config: Readonly<Record<string, unknown>>): string | undefined {
  return typeof config['simulator'] === 'string' && config['simulator'] !== '' ? config['simulator'] : undefined
}

/**
 * An address of a vendor that uses several hosts (sign-in, tokens, API), for `HttpRequest.url`: a simulator answers for all of them below its
 * own address.
 */
export function vendorAddress(config: Readonly<Record<string, unknown>>, address: string): string {
  if (simulatorOf(config) === undefined || !URL.canParse(address)) return address
  const { pathname, search } = new URL(address)
  return pathname + search
}
