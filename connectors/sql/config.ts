// What a connection to a database consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, encryptionMember, hostMember, portMember, simulatorMember } from '#connectors/kit/server-members.ts'

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
    host: hostMember('db.harbour-finch.example'),
    port: portMember('Default: 5432 for PostgreSQL, 3306 for MySQL, 1433 for SQL Server.'),
    name: Type.String({ title: 'Database name', minLength: 1, maxLength: 128 }),
    username: Type.String({
      title: 'User',
      description: 'One of its own, with rights on the tables that flows need.',
      minLength: 1,
      maxLength: 128,
    }),
    encryption: encryptionMember,
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type SqlConfig = Static<typeof SqlConfig>

export const SECRETS = { password: { label: 'Password', required: true } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): SqlConfig => parseConfig(SqlConfig, config)

const PORTS = { postgresql: 5_432, mysql: 3_306, sqlserver: 1_433 } as const
export const portOf = ({ database, port }: SqlConfig): number => port ?? PORTS[database]
