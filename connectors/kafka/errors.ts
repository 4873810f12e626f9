// What brokers and the client refuse, as our errors: by the names of Kafka's protocol (https://kafka.apache.org/protocol#protocol_error_codes).
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { socketError } from '#connectors/kit/network.ts'
import type { Server } from './config.ts'

const SIGN_IN = /^(SASL_AUTHENTICATION_FAILED|ILLEGAL_SASL_STATE|UNSUPPORTED_SASL_MECHANISM)$/
const NO_RIGHT = /_AUTHORIZATION_FAILED$/
const REFUSED =
  /^(UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC_EXCEPTION|MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_RECORD|CORRUPT_MESSAGE|POLICY_VIOLATION|INVALID_GROUP_ID|UNKNOWN_MEMBER_ID|ILLEGAL_GENERATION|REBALANCE_IN_PROGRESS|INVALID_TIMESTAMP|UNSUPPORTED_COMPRESSION_TYPE|UNSUPPORTED_FOR_MESSAGE_FORMAT|INVALID_REQUIRED_ACKS|INVALID_COMMIT_OFFSET_SIZE)$/
/** The message may stand in the log of the leader all the same. */
const MAYBE_WRITTEN = /^(REQUEST_TIMED_OUT|NOT_ENOUGH_REPLICAS_AFTER_APPEND|NETWORK_EXCEPTION|UNKNOWN_SERVER_ERROR|KAFKA_STORAGE_ERROR)$/

const WORDS: Readonly<Record<string, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'there is no such topic or partition, or the user may not see it',
  MESSAGE_TOO_LARGE: 'the message is larger than the topic takes',
  UNKNOWN_MEMBER_ID: 'other consumers are active in this group; give the flow a group of its own',
  NOT_ENOUGH_REPLICAS: 'too few copies of the partition are in step',
}

interface ClientError {
  readonly code?: string
  readonly message?: string
  readonly cause?: unknown
  readonly errors?: readonly { readonly apiId?: string; readonly serverErrorMessage?: string | null }[]
}

/** Names of the protocol that an error or what it was made of carries. */
export function protocolNames(error: unknown): readonly string[] {
  const { errors, cause } = (error ?? {}) as ClientError
  return [...(errors ?? []).flatMap(({ apiId }) => apiId ?? []), ...(cause === undefined ? [] : protocolNames(cause))]
}

/** `lost`: a message had left that must not be sent again blindly. `what`: topic or group, for the sentence. */
export function kafkaError(
  error: unknown,
  server: Server,
  { lost = false, what }: { readonly lost?: boolean; readonly what?: string } = {},
): AppError {
  if (hasErrorCode(error)) return error as AppError
  const place = `${server.host}:${server.port}${what === undefined ? '' : ` (${what})`}`
  const { code = '', message = '', cause } = (error ?? {}) as ClientError
  const names = protocolNames(error)
  const [name] = names
  const said = name === undefined ? message : `${WORDS[name] ?? name.toLowerCase().replaceAll('_', ' ')} (${name})`
  const details = { host: server.host, port: server.port, ...(name !== undefined && { error: name }) }
  if (names.some((one) => SIGN_IN.test(one)) || code === 'PLT_KFK_AUTHENTICATION' || isAuthentication(cause)) {
    return new AppError('credentials-invalid', { message: say`${place} refuses the user, the password or the kind of sign-in.`, details })
  }
  if (names.some((one) => NO_RIGHT.test(one))) {
    return new AppError('credentials-invalid', {
      message: say`${place}: the user has no right to that (${name ?? ''}).`,
      fix: 'Have the right (ACL) given to the user, or connect with another one.',
      details,
    })
  }
  if (name === 'THROTTLING_QUOTA_EXCEEDED')
    return new AppError('vendor-throttled', { message: `${place}: ${said}.`, details, retryAfterMs: 1_000 })
  if (name !== undefined && REFUSED.test(name)) return new AppError('vendor-rejected', { message: `${place}: ${said}.`, details })
  if (name !== undefined) {
    const isUncertain = lost && MAYBE_WRITTEN.test(name)
    return new AppError(isUncertain ? 'outcome-unknown' : 'vendor-unavailable', { message: `${place}: ${said}.`, details })
  }
  if (code === 'PLT_KFK_TIMEOUT')
    return new AppError(lost ? 'outcome-unknown' : 'call-timeout', { message: say`${place}: no answer in time.`, details })
  if (/Broker requires TLS/.test(message))
    return new AppError('connection-failed', { message: say`${place} wants encryption: choose TLS.`, details })
  if (code === 'PLT_KFK_OUT_OF_BOUNDS' || code === 'PLT_KFK_UNEXPECTED_CORRELATION_ID') {
    return new AppError(lost ? 'outcome-unknown' : 'vendor-answer-invalid', {
      message: say`${place} does not answer as Kafka does.`,
      details,
    })
  }
  return socketError(innermost(error), server, lost)
}

const isAuthentication = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as ClientError
  return code === 'PLT_KFK_AUTHENTICATION' || (cause !== undefined && isAuthentication(cause))
}

/** The socket's own error stands inside those of the client. */
function innermost(error: unknown): unknown {
  const { cause } = (error ?? {}) as ClientError
  if (cause !== undefined) return innermost(cause)
  return (error as ClientError | undefined)?.code === 'PLT_KFK_NETWORK' ? undefined : error
}
