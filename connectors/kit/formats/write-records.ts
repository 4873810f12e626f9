// Records as a file: the same settings that read it, and what only writing needs. Strict: what a format cannot say is refused with the record
// and the member it stands in, because a file that reads differently at the other side is worse than none.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { fileFormatMembers, FixedField } from '#shared/model/file-format.ts'
import { encodeText } from './encode.ts'
import { toDecimalComma } from './decimal-comma.ts'
import { writeXml } from './xml-value.ts'

const WrittenField = Type.Object(
  {
    ...FixedField.properties,
    fill: Type.Optional(
      Type.Union(
        [
          Type.Literal('right', { title: 'Blanks behind' }),
          Type.Literal('left', { title: 'Blanks before' }),
          Type.Literal('zeros', { title: 'Zeros before' }),
        ],
        {
          title: 'Fill',
          description: 'How a shorter value is made as long as its field. Default: blanks behind.',
        },
      ),
    ),
  },
  { additionalProperties: false },
)
type WrittenField = Static<typeof WrittenField>

/** Members of a strict object. */
export const fileWriteMembers = {
  ...fileFormatMembers,
  fields: Type.Optional(
    Type.Array(WrittenField, {
      title: 'Fields',
      description: 'For fixed width: where each value stands in a line.',
      minItems: 1,
      maxItems: 500,
    }),
  ),
  root: Type.Optional(
    Type.String({ title: 'Root element', description: 'For XML: the element around all records. Default: Records.', maxLength: 120 }),
  ),
  lineBreak: Type.Optional(
    Type.Union([Type.Literal('lf', { title: 'Unix (LF)' }), Type.Literal('crlf', { title: 'Windows (CR LF)' })], {
      title: 'Line breaks',
      description: 'For CSV and fixed width. Default: CR LF for CSV, as RFC 4180 has it; LF for fixed width.',
    }),
  ),
  header: Type.Optional(Type.Boolean({ title: 'Header line', description: 'For CSV: the first line names the columns. Default: yes.' })),
  forSpreadsheets: Type.Optional(
    Type.Boolean({
      title: 'For spreadsheets',
      description:
        'For CSV that people open in Excel: a text that begins like a formula gets an apostrophe before it. Not for files that programs read. Default: no.',
    }),
  ),
}

const FileWriting = Type.Object(fileWriteMembers, { additionalProperties: false })
export type FileWriting = Static<typeof FileWriting>

/** The bytes of the file. Throws `action-input-invalid` with the record that cannot be written. */
export function writeRecords(settings: FileWriting, records: readonly Json[]): Buffer {
  return encodeText(textOf(settings, records), settings.encoding ?? 'utf-8')
}

function textOf(settings: FileWriting, records: readonly Json[]): string {
  switch (settings.format) {
    case 'json-lines':
      return records.map((record) => `${JSON.stringify(record)}\n`).join('')
    case 'json-array':
      return records.length === 0 ? '[]\n' : `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`
    case 'csv':
      return csvText(settings, records)
    case 'fixed-width':
      return fixedText(settings, records)
    case 'xml':
      return xmlText(settings, records)
    case 'x12':
    case 'edifact':
      throw new AppError('action-input-invalid', {
        message: 'EDI files are made by the EDI connector, which knows the partners and counts the interchanges.',
        fix: 'Write the text that its step "Write interchange" gives.',
      })
  }
}

function csvText(settings: FileWriting, records: readonly Json[]): string {
  const { delimiter = ',', lineBreak = 'crlf', header = true, forSpreadsheets = false, quotes } = settings
  const columns = settings.columns ?? [...new Set(records.flatMap((record) => (isRecord(record) ? Object.keys(record) : [])))]
  const quote = (value: string) => {
    const text = forSpreadsheets && /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value
    if (quotes === 'letters') return text
    return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const line = (values: readonly string[]) => {
    const text = values.map(quote).join(delimiter)
    // A line of one empty value would be an empty line, which is no record.
    return `${text === '' && quotes !== 'letters' ? '""' : text}${lineBreak === 'lf' ? '\n' : '\r\n'}`
  }
  const lines = records.map((record, index) => {
    const unknown = isRecord(record) ? Object.keys(record).find((key) => !columns.includes(key)) : undefined
    if (unknown !== undefined) throw refusal(index, unknown, 'it is none of the columns')
    const values = columns.map((name) => valueOf(record, index, name, settings))
    // Without quotes around values nothing tells these from the file's own.
    const split = quotes === 'letters' ? values.findIndex((value) => value.includes(delimiter) || /[\r\n]/.test(value)) : -1
    if (split >= 0) throw refusal(index, columns[split] ?? '', 'it has a separator or a line break')
    return line(values)
  })
  return (header ? line(columns) : '') + lines.join('')
}

function fixedText(settings: FileWriting, records: readonly Json[]): string {
  const { fields = [], lineBreak = 'lf' } = settings
  if (fields.length === 0) throw new AppError('action-input-invalid', { message: 'The format says of no field where it stands in a line.' })
  const ordered = fields.toSorted((a, b) => a.start - b.start)
  const overlap = ordered.find(({ start }, index) => index > 0 && start <= endOf(ordered[index - 1]))
  if (overlap) throw new AppError('action-input-invalid', { message: say`The field "${overlap.name}" stands in the place of another one.` })
  const lines = records.map((record, index) => {
    const parts: string[] = []
    for (const [place, field] of ordered.entries()) {
      const gap = field.start - 1 - endOf(ordered[place - 1])
      if (gap > 0) parts.push(' '.repeat(gap))
      parts.push(fixedValue(valueOf(record, index, field.name, settings), field, index))
    }
    return parts.join('') + (lineBreak === 'lf' ? '\n' : '\r\n')
  })
  return lines.join('')
}

const endOf = (field: WrittenField | undefined): number => (field ? field.start + field.length - 1 : 0)

function fixedValue(value: string, { name, length, fill = 'right' }: WrittenField, index: number): string {
  // By characters as people count them: a letter outside the basic plane is one.
  const has = /[\uD800-\uDFFF]/.test(value) ? Array.from(value).length : value.length
  if (has > length) throw refusal(index, name, `it has ${has} characters, and its field ${length}`)
  if (/[\n\r]/.test(value)) throw refusal(index, name, 'it has a line break')
  const missing = (fill === 'zeros' ? '0' : ' ').repeat(length - has)
  if (fill === 'right') return value + missing
  return fill === 'zeros' && value.startsWith('-') ? `-${missing}${value.slice(1)}` : missing + value
}

function xmlText({ record: name, root = 'Records', encoding = 'utf-8' }: FileWriting, records: readonly Json[]): string {
  if (name === undefined) throw new AppError('action-input-invalid', { message: 'The format does not say which XML element is a record.' })
  const elements = records.map((record, index) => {
    try {
      return writeXml(name, record, '  ')
    } catch (error) {
      throw refusal(index, name, error instanceof Error ? error.message : 'XML cannot say it')
    }
  })
  return `<?xml version="1.0" encoding="${encoding.toUpperCase()}"?>\n<${root}>\n${elements.join('')}</${root}>\n`
}

function valueOf(record: Json, index: number, name: string, { decimalComma = [] }: FileWriting): string {
  if (!isRecord(record)) throw refusal(index, name, 'the record is no object with members')
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') throw refusal(index, name, 'it is a list or an object where the format has a text')
  const text = String(value)
  if (!decimalComma.includes(name) || text === '') return text
  const number = toDecimalComma(text)
  if (number === undefined) throw refusal(index, name, `"${text.slice(0, 40)}" is no number`)
  return number
}

function refusal(index: number, name: string, why: string): AppError {
  const message = `Record ${index + 1} cannot be written: "${name}": ${why}.`
  return new AppError('action-input-invalid', {
    message,
    issues: [{ path: `/records/${index}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, code: 'not-writable', message }],
  })
}
