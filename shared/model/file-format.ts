// How a file divides into records and a record into values: the settings that file triggers, file servers and e-mail attachments share.
import { Type, type Static } from 'typebox'

/** Character sets that one byte sequence per line break leaves readable anywhere; a byte order mark of UTF-8 is passed over. */
export type Encoding = 'utf-8' | 'windows-1252' | 'iso-8859-15'

const text = { minLength: 1, maxLength: 120 }
const some = { minItems: 1, maxItems: 500 }

/** A value of a fixed-width line. `start` counts characters from 1, as such formats are usually described. */
export const FixedField = Type.Object(
  {
    name: Type.String({ title: 'Name', ...text }),
    start: Type.Integer({ title: 'First position', description: 'The first character of a line is 1.', minimum: 1, maximum: 100_000 }),
    length: Type.Integer({ title: 'Length', description: 'In characters.', minimum: 1, maximum: 100_000 }),
  },
  { additionalProperties: false },
)
export type FixedField = Static<typeof FixedField>

/** An XML name without its prefix. */
const ELEMENT = '^[\\p{L}_][\\p{L}\\p{N}_.-]*$'
const ELEMENTS = '^[\\p{L}_][\\p{L}\\p{N}_.-]*(\\|[\\p{L}_][\\p{L}\\p{N}_.-]*){0,9}$'

/** Members of a strict object; the object that holds them adds its own. */
export const fileFormatMembers = {
  format: Type.Union(
    [
      Type.Literal('csv', { title: 'CSV' }),
      Type.Literal('json-lines', { title: 'JSON, one record in each line' }),
      Type.Literal('json-array', { title: 'JSON, one list of records' }),
      Type.Literal('fixed-width', { title: 'Fixed width' }),
      Type.Literal('xml', { title: 'XML' }),
      Type.Literal('x12', { title: 'EDI X12' }),
      Type.Literal('edifact', { title: 'EDI EDIFACT' }),
    ],
    { title: 'Format' },
  ),
  delimiter: Type.Optional(
    Type.Union(
      [
        Type.Literal(',', { title: 'Comma' }),
        Type.Literal(';', { title: 'Semicolon' }),
        Type.Literal('\t', { title: 'Tab' }),
        Type.Literal('|', { title: 'Vertical bar' }),
      ],
      { title: 'Separator', description: 'For CSV. Default: comma.' },
    ),
  ),
  quotes: Type.Optional(
    Type.Union(
      [Type.Literal('around-values', { title: 'Stand around values' }), Type.Literal('letters', { title: 'Are letters like others' })],
      {
        title: 'Quotation marks',
        description:
          'For CSV. Files of marketplaces that are separated by tabs have them as letters, as in 12" plate. Default: around values.',
      },
    ),
  ),
  columns: Type.Optional(
    Type.Array(Type.String(text), {
      title: 'Columns',
      description: 'For CSV without a header line: the names of its columns. Empty: the first line has them.',
      ...some,
    }),
  ),
  encoding: Type.Optional(
    Type.Union(
      [
        Type.Literal('utf-8', { title: 'UTF-8' }),
        Type.Literal('windows-1252', { title: 'Windows-1252, Latin-1 (Western Europe)' }),
        Type.Literal('iso-8859-15', { title: 'ISO 8859-15 (Western Europe with euro)' }),
      ],
      { title: 'Character set', description: 'Default: UTF-8.' },
    ),
  ),
  fields: Type.Optional(
    Type.Array(FixedField, { title: 'Fields', description: 'For fixed width: where each value stands in a line.', ...some }),
  ),
  record: Type.Optional(
    Type.String({
      title: 'Record element',
      description:
        'For XML: the element that is one record, such as Order, without a prefix; of several kinds with | between them: Invoice|CreditNote.',
      pattern: ELEMENTS,
      maxLength: 120,
    }),
  ),
  lists: Type.Optional(
    Type.Array(Type.String({ pattern: ELEMENT, maxLength: 120 }), {
      title: 'Lists',
      description: 'For XML: elements that are always a list, also where a record has one of them only, such as Line.',
      maxItems: 100,
    }),
  ),
  decimalComma: Type.Optional(
    Type.Array(Type.String(text), {
      title: 'Decimal commas',
      description: 'For CSV and fixed width: columns with numbers such as 1.234,50. They arrive as 1234.50.',
      maxItems: 500,
    }),
  ),
}

export const FileFormat = Type.Object(fileFormatMembers, { additionalProperties: false })
export type FileFormat = Static<typeof FileFormat>

/** Which members a format has beside its name. */
export const MEMBERS_OF: Readonly<Record<FileFormat['format'], readonly string[]>> = {
  csv: ['delimiter', 'quotes', 'columns', 'encoding', 'decimalComma'],
  'json-lines': [],
  'json-array': [],
  'fixed-width': ['fields', 'encoding', 'decimalComma'],
  xml: ['record', 'lists', 'encoding'],
  x12: ['encoding'],
  edifact: ['encoding'],
}

/** The settings without what belongs to other formats. */
export function formatMembers(settings: FileFormat): FileFormat {
  const members = Object.entries(settings).filter(([name]) => name === 'format' || MEMBERS_OF[settings.format].includes(name))
  return Object.fromEntries(members) as unknown as FileFormat
}

/** What a format cannot do without, where it is missing. */
export function missingMember({ format, fields, record }: FileFormat): 'fields' | 'record' | undefined {
  if (format === 'fixed-width' && (fields?.length ?? 0) === 0) return 'fields'
  return format === 'xml' && record === undefined ? 'record' : undefined
}
