// The settings of an installation, read from the environment once. Documented in docs/configuration.md.
import { resolve } from 'node:path'
import { AppError } from '#shared/errors.ts'
import { MAIL_ADDRESS } from '#shared/mail-address.ts'

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** What the outside calls us, without a trailing slash; undefined: the address we listen on. */
  readonly publicUrl: string | undefined
  /** Of a PostgreSQL database; undefined: everything is in the data directory. */
  readonly databaseUrl: string | undefined
  /** `api` serves people and takes events in; `worker` runs them; `all` does both. */
  readonly role: 'all' | 'api' | 'worker'
  /** Undefined: made at the first start and kept in the data directory. */
  readonly secretKey: string | undefined
  /** `host:port` of private systems that connections may call, beside public addresses over HTTPS. */
  readonly allowedHosts: readonly string[]
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies: number
  /** Below this much free space on the disk no run is begun; what is left is for events. */
  readonly minFreeBytes: number
  /** Runs under way at once in this process, and how many of them of one client and of one flow; undefined: the engine's own. */
  readonly runsAtOnce: number | undefined
  readonly runsPerClient: number | undefined
  readonly runsPerFlow: number | undefined
  /** Which calls keep their requests and answers for the run page. */
  readonly recordCalls: 'all' | 'failed' | 'off'
  /** What mails to people go through; undefined: none are sent. */
  readonly mail: MailAccount | undefined
  readonly demo: 'on' | 'off' | 'auto'
  readonly log: string
}

export interface MailAccount {
  readonly host: string
  readonly port: number
  /** `starttls`: a server that does not offer it is not used. */
  readonly encryption: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
  /** The address mails come from. */
  readonly from: string
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent']

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw invalid('PORT', 'a number from 0 to 65535')
  const trustedProxies = Number(env['TILLFLOW_TRUSTED_PROXIES'] ?? 0)
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0)
    throw invalid('TILLFLOW_TRUSTED_PROXIES', 'the number of reverse proxies in front')
  const minFreeMegabytes = Number(env['TILLFLOW_MIN_FREE_MB'] ?? 256)
  if (!(minFreeMegabytes >= 0)) throw invalid('TILLFLOW_MIN_FREE_MB', 'a number of megabytes')
  const demo = env['TILLFLOW_DEMO'] ?? 'auto'
  if (demo !== 'on' && demo !== 'off' && demo !== 'auto') throw invalid('TILLFLOW_DEMO', 'on or off')
  const recordCalls = env['TILLFLOW_RECORD_CALLS'] ?? 'all'
  if (recordCalls !== 'all' && recordCalls !== 'failed' && recordCalls !== 'off')
    throw invalid('TILLFLOW_RECORD_CALLS', 'all, failed or off')
  const log = env['TILLFLOW_LOG'] ?? 'warn'
  if (!LOG_LEVELS.includes(log)) throw invalid('TILLFLOW_LOG', LOG_LEVELS.join(', '))
  const databaseUrl = env['DATABASE_URL'] || undefined
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/./.test(databaseUrl))
    throw invalid(
      'DATABASE_URL',
      'an address such as postgres://user:password@host:5432/tillflow, or unset to keep everything in TILLFLOW_DATA_DIR',
    )
  const role = env['TILLFLOW_ROLE'] ?? 'all'
  if (role !== 'all' && role !== 'api' && role !== 'worker') throw invalid('TILLFLOW_ROLE', 'all, api or worker')
  if (role !== 'all' && databaseUrl === undefined) {
    throw new AppError('config-invalid', {
      message: `TILLFLOW_ROLE=${role} needs a database that several processes share.`,
      fix: 'Set DATABASE_URL to a PostgreSQL database, or leave TILLFLOW_ROLE away: one process does everything.',
    })
  }
  const secretKey = env['TILLFLOW_SECRET_KEY'] || undefined
  if (role !== 'all' && secretKey === undefined) {
    throw new AppError('config-invalid', {
      message: 'TILLFLOW_SECRET_KEY is not set: processes that share a database need the same key.',
      fix: 'Set TILLFLOW_SECRET_KEY to the same value for every process, such as one made with: openssl rand -base64 32',
    })
  }
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    dataDir: resolve(env['TILLFLOW_DATA_DIR'] ?? './data'),
    publicUrl: env['TILLFLOW_PUBLIC_URL']?.replace(/\/+$/, ''),
    databaseUrl,
    role,
    secretKey,
    allowedHosts: (env['TILLFLOW_ALLOWED_HOSTS'] ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    trustedProxies,
    minFreeBytes: minFreeMegabytes * 1_000_000,
    recordCalls,
    mail: mailAccount(env['TILLFLOW_MAIL_URL'], env['TILLFLOW_MAIL_FROM']),
    runsAtOnce: countFrom(env, 'TILLFLOW_RUNS_AT_ONCE'),
    runsPerClient: countFrom(env, 'TILLFLOW_RUNS_PER_CLIENT'),
    runsPerFlow: countFrom(env, 'TILLFLOW_RUNS_PER_FLOW'),
    demo,
    log,
  }
}

function countFrom(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw invalid(name, 'a whole number from 1')
  return count
}

/** The address is never told again: a password may stand in it. */
function mailAccount(url: string | undefined, from: string | undefined): MailAccount | undefined {
  if (url === undefined || url === '') return undefined
  const allowed =
    'an address such as smtps://user:password@mail.example.com (smtp:// begins without TLS and must turn it on, unless ?tls=off)'
  const parsed = URL.parse(url)
  const tls = parsed?.searchParams.get('tls') ?? undefined
  if (!parsed || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '' || (tls !== undefined && tls !== 'off'))
    throw invalid('TILLFLOW_MAIL_URL', allowed)
  if (from === undefined || !new RegExp(MAIL_ADDRESS).test(from))
    throw invalid('TILLFLOW_MAIL_FROM', 'the address that mails come from, such as tillflow@example.com')
  const isTls = parsed.protocol === 'smtps:'
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (isTls ? 465 : 587) : Number(parsed.port),
    encryption: isTls ? 'tls' : tls === 'off' ? 'none' : 'starttls',
    ...(parsed.username !== '' && { user: decodeURIComponent(parsed.username) }),
    ...(parsed.password !== '' && { password: decodeURIComponent(parsed.password) }),
    from,
  }
}

/** Only this machine can reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function invalid(name: string, allowed: string): AppError {
  return new AppError('config-invalid', { message: `${name} must be ${allowed}.`, fix: `Correct ${name} and start again.` })
}
