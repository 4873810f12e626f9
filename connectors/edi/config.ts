// What a connection to an EDI partner consists of: who the two are, and how they write.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { simulatorMember } from '#connectors/kit/server-members.ts'

const partner = (title: string, description: string) =>
  Type.Object(
    {
      id: Type.String({
        title: 'Id',
        pattern: '^[A-Za-z0-9 ._-]{1,35}$',
        description: 'Such as a GLN or DUNS number. At most 15 characters in X12.',
      }),
      qualifier: Type.Optional(
        Type.String({
          title: 'Qualifier',
          pattern: '^[A-Za-z0-9]{1,4}$',
          description: 'Of what list the id is: ZZ, 01, 12, 14… Default: ZZ in X12, none in EDIFACT.',
        }),
      ),
    },
    { title, description, additionalProperties: false },
  )

export const EdiConfig = Type.Object(
  {
    standard: Type.Unsafe<'x12' | 'edifact'>(
      Type.Union([Type.Literal('x12', { title: 'X12' }), Type.Literal('edifact', { title: 'EDIFACT' })], { title: 'Standard' }),
    ),
    own: partner('We', 'How the retailer is called in interchanges.'),
    partner: partner('Partner', 'How the partner is called.'),
    version: Type.Optional(
      Type.String({
        title: 'Version',
        description:
          'Of messages that are written, as the partner wants it: 004010, 005010; or D:96A:UN, D:01B:UN:EAN010. Default: 004010, D:96A:UN.',
        pattern: '^(\\d{6}[A-Z0-9]{0,6}|[A-Z]:[0-9A-Z]{2,3}:[A-Z]{2}(:[A-Z0-9]{1,6})?)$',
      }),
    ),
    test: Type.Optional(Type.Boolean({ title: 'Test', description: 'Interchanges say that they are tests. Default: no.' })),
    firstControl: Type.Optional(
      Type.Integer({
        title: 'First control number',
        description: 'For a partner who has counted before. Default: 1.',
        minimum: 1,
        maximum: 99_999_999,
      }),
    ),
    lineBreaks: Type.Optional(Type.Boolean({ title: 'Line breaks', description: 'Each segment on a line of its own. Default: yes.' })),
    otherSenders: Type.Optional(
      Type.Boolean({
        title: 'Other senders',
        description: 'Take interchanges whose sender or receiver has another id, as networks sometimes change them. Default: no.',
      }),
    ),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
export type EdiConfig = Static<typeof EdiConfig>

export function readConfig(config: Readonly<Record<string, unknown>>): EdiConfig {
  const settings = parseConfig(EdiConfig, config)
  const wrong = settings.standard === 'x12' && [settings.own, settings.partner].find(({ id }) => id.length > 15)
  if (wrong)
    throw new AppError('credentials-invalid', {
      message: say`"${wrong.id}" is too long for X12: an id has at most 15 characters.`,
      fix: 'Correct the connection.',
    })
  return settings
}

export function partnersOf({ standard, own, partner: other }: EdiConfig) {
  const known = ({ id, qualifier }: EdiConfig['own']) => ({ id, qualifier: qualifier ?? (standard === 'x12' ? 'ZZ' : '') })
  return { own: known(own), partner: known(other) }
}
