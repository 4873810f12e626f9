// What a connection to a file server consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

const when = (...protocols: readonly string[]) => ({ shownWhen: { protocol: protocols } })

export const FileServerConfig = Type.Object(
  {
    protocol: Type.Unsafe<'sftp' | 'ftps' | 'ftps-implicit' | 'ftp'>(
      Type.Union(
        [
          Type.Literal('sftp', { title: 'SFTP (over SSH)' }),
          Type.Literal('ftps', { title: 'FTPS (FTP that turns TLS on)' }),
          Type.Literal('ftps-implicit', { title: 'FTPS, TLS from the beginning (old)' }),
          Type.Literal('ftp', { title: 'FTP without encryption (private networks only)' }),
        ],
        { title: 'Protocol' },
      ),
    ),
    host: hostMember('sftp.partner.example'),
    port: portMember('Default: 22 for SFTP, 21 for FTP, 990 for TLS from the beginning.'),
    username: Type.String({ title: 'User', minLength: 1, maxLength: 200 }),
    signIn: Type.Optional(
      Type.Unsafe<'password' | 'key'>(
        Type.Union([Type.Literal('password', { title: 'Password' }), Type.Literal('key', { title: 'Private key' })], {
          title: 'Sign-in',
          description: 'Default: password.',
          ...when('sftp'),
        }),
      ),
    ),
    hostKey: Type.Optional(
      Type.String({
        title: 'Host key',
        description:
          'For SFTP: the fingerprint of the server, such as SHA256:Nm5p…, from its owner. Without it nobody knows who answers; the test shows the one it sees.',
        pattern: '^SHA256:[A-Za-z0-9+/]{43}=?$',
        ...when('sftp'),
      }),
    ),
    certificate: certificateMember(when('ftps', 'ftps-implicit')),
    folder: Type.Optional(
      Type.String({
        title: 'Folder for the test',
        description: 'The connection test lists it. Default: the one after sign-in.',
        maxLength: 500,
      }),
    ),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type FileServerConfig = Static<typeof FileServerConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'For a sign-in by password.', required: false },
  privateKey: {
    label: 'Private key',
    description: 'As OpenSSH or PEM text, with its first and last line.',
    required: false,
    shownWhen: { signIn: ['key'] },
  },
  passphrase: {
    label: 'Passphrase',
    description: 'Of the private key, where it has one.',
    required: false,
    shownWhen: { signIn: ['key'] },
  },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): FileServerConfig => parseConfig(FileServerConfig, config)

const PORTS = { sftp: 22, ftp: 21, ftps: 21, 'ftps-implicit': 990 } as const
export const portOf = ({ protocol, port }: FileServerConfig): number => port ?? PORTS[protocol]
