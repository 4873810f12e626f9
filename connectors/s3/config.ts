// What a connection to a bucket consists of.
import { Type, type Static } from 'typebox'
import type { SecretField } from '#connectors/kit/contract.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { simulatorMember } from '#connectors/kit/server-members.ts'

export const S3Config = Type.Object(
  {
    bucket: Type.String({ title: 'Bucket', pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$' }),
    region: Type.String({
      title: 'Region',
      description: 'Such as eu-west-2. Others than Amazon often say us-east-1 or auto.',
      pattern: '^[a-z0-9-]{2,40}$',
    }),
    endpoint: Type.Optional(
      Type.String({
        title: 'Address',
        description:
          'For others than Amazon (Cloudflare R2, Backblaze, MinIO…), such as https://s3.eu-central-003.backblazeb2.com. Default: Amazon S3 of the region.',
        pattern: '^https?://[^\\s/]+$',
        maxLength: 300,
      }),
    ),
    accessKeyId: Type.String({ title: 'Access key id', minLength: 4, maxLength: 128 }),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type S3Config = Static<typeof S3Config>

export const SECRETS = { secretAccessKey: { label: 'Secret access key', required: true } } as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): S3Config => parseConfig(S3Config, config)

export const endpointOf = ({ endpoint, region }: S3Config): string => endpoint ?? `https://s3.${region}.amazonaws.com`
