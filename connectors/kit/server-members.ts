// Settings that connections to servers other than web servers have in common: members of their strict objects.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Endpoint } from './network.ts'

/** `example` such as `db.harbour-finch.example`. */
export const hostMember = (example: string) =>
  Type.String({ title: 'Host', description: `Such as ${example}.`, pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$', maxLength: 253 })

/** `usual` such as `Default: 5672.` */
export const portMember = (usual: string) => Type.Optional(Type.Integer({ title: 'Port', description: usual, minimum: 1, maximum: 65_535 }))

export const encryptionMember = Type.Optional(
  Type.Unsafe<'tls' | 'none'>(
    Type.Union([Type.Literal('tls', { title: 'TLS' }), Type.Literal('none', { title: 'None (private networks only)' })], {
      title: 'Encryption',
      description: 'Default: TLS, with a certificate that is checked.',
    }),
  ),
)

/** `more`: keywords of the form, such as `shownWhen`. */
export const certificateMember = (more: object = {}) =>
  Type.Optional(
    Type.String({
      title: 'Certificate of the authority',
      description: 'For servers whose certificate no public authority signed: the certificate that signed it, as PEM text.',
      pattern: '^-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*$',
      maxLength: 200_000,
      ...more,
    }),
  )

export const simulatorMember = Type.Optional(
  Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' }),
)

/** The authority part of a URL for a host, which may be an IPv6 address. */
export const authority = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

/** Throws `connection-blocked` where credentials would travel in the open to a server that nobody vouched for. */
export function mustBeEncrypted({ host, isTrusted }: Endpoint, isEncrypted: boolean): void {
  if (isEncrypted || isTrusted) return
  throw new AppError('connection-blocked', {
    message: say`Tillflow does not speak with ${host} without encryption: everybody on the way could read the password.`,
    fix: 'Choose TLS. In a private network, whoever runs the installation can allow the host (TILLFLOW_ALLOWED_HOSTS).',
  })
}
