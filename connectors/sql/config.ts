// What a connection to a database consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'

export const DATABASES = ['postgresql', 'mysql', 'sqlserver'] as const
export type Database = (typeof DATABASES)[number]

export const SqlConfig = Type.Object(
  {
    database: Type.Unsafe<Database>(
      Type.Union(
        [
          Type.Literal('postgresql', { title: 'PostgreSQL' }),
          Type.Literal('mysql', { title: 'MySQL, MariaDB' }),
          Type.Literal('sqlserver', { title: 'Microsoft SQL Server, Azure SQL' }),
        ],
        { title: 'Database' },
      ),
    ),
    host: Type.String({
      title: 'Host',
      description: 'Such as db.harbour-finch.example.',
      pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$',
      maxLength: 253,
    }),
    port: Type.Optional(
      Type.Integer({
        title: 'Port',
        description: 'Default: 5432 for PostgreSQL, 3306 for MySQL, 1433 for SQL Server.',
        minimum: 1,
        maximum: 65_535,
      }),
    ),
    name: Type.String({ title: 'Database name', minLength: 1, maxLength: 128 }),
    username: Type.String({
      title: 'User',
      description: 'One of its own, with rights on the tables that flows need.',
      minLength: 1,
      maxLength: 128,
    }),
    encryption: Type.Optional(
      Type.Unsafe<'tls' | 'none'>(
        Type.Union([Type.Literal('tls', { title: 'TLS' }), Type.Literal('none', { title: 'None (private networks only)' })], {
          title: 'Encryption',
          description: 'Default: TLS, with a certificate that is checked.',
        }),
      ),
    ),
    certificate: Type.Optional(
      Type.String({
        title: 'Certificate of the authority',
        description: 'For servers whose certificate no public authority signed: the certificate that signed it, as PEM text.',
        pattern: '^-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*$',
        maxLength: 200_000,
      }),
    ),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
export type SqlConfig = Static<typeof SqlConfig>

export const SECRETS = { password: { label: 'Password', required: true } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): SqlConfig => parseConfig(SqlConfig, config)

const PORTS = { postgresql: 5_432, mysql: 3_306, sqlserver: 1_433 } as const
export const portOf = ({ database, port }: SqlConfig): number => port ?? PORTS[database]
