// Reads what somebody pasted: JSON, JSON lines, a JSON Schema, XML or CSV. What is not JSON becomes JSON, so that it can be a sample at once.
import type { PastedText } from '#shared/api/pasted.ts'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { csvLines } from '#shared/lookups/csv.ts'
import { inferFields, inferSchema } from '#shared/schemas/infer.ts'
import { parseXml } from '#connectors/kit/formats/xml-value.ts'

const MOST_RECORDS = 200

/** Throws `invalid-request` saying what the text looks like and what is wrong with it. */
export function readPasted(text: string): PastedText {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return fromJson(trimmed)
  if (trimmed.startsWith('<')) return fromRecords('xml', [fromXml(trimmed)])
  const lines = csvLines(trimmed)
  if (lines.length > 1 && (lines[0]?.length ?? 0) > 1) return fromRecords('csv', fromCsv(lines))
  throw refused(
    'The text is neither JSON nor XML nor CSV with a line of names.',
    'Paste a record as JSON or XML, or lines of CSV below the names of the columns.',
  )
}

function fromJson(text: string): PastedText {
  try {
    const value: unknown = JSON.parse(text)
    if (
      isRecord(value) &&
      ('$schema' in value || (isRecord(value['properties']) && (value['type'] === 'object' || value['type'] === undefined)))
    ) {
      return { kind: 'json-schema', records: [], schema: value, fields: [] }
    }
    return fromRecords('json', Array.isArray(value) ? value : [value])
  } catch (cause) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    if (lines.length > 1 && lines.every((line) => line.startsWith('{'))) {
      return fromRecords(
        'json-lines',
        lines.map((line, index) => parseLine(line, index)),
      )
    }
    throw refused(
      `The text begins like JSON, but cannot be read: ${cause instanceof Error ? cause.message : 'it is not well-formed'}.`,
      'Correct it at that place.',
    )
  }
}

function parseLine(line: string, index: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw refused(
      `Line ${index + 1} is not JSON: ${cause instanceof Error ? cause.message : 'it is not well-formed'}.`,
      'Correct that line.',
    )
  }
}

function fromXml(text: string): unknown {
  try {
    const { name, value } = parseXml(text, new Set())
    return { [name]: value }
  } catch (cause) {
    throw refused(
      `The text begins like XML, but cannot be read: ${cause instanceof Error ? cause.message : 'it is not well-formed'}.`,
      'Correct it at that place.',
    )
  }
}

function fromCsv([names = [], ...lines]: readonly (readonly string[])[]): unknown[] {
  return lines.map((line) => Object.fromEntries(names.map((name, i) => [name.trim(), line[i] ?? ''])))
}

function fromRecords(kind: PastedText['kind'], records: readonly unknown[]): PastedText {
  const some = records.slice(0, MOST_RECORDS)
  return { kind, records: some, schema: inferSchema(some), fields: inferFields(some) }
}

const refused = (message: string, fix: string): AppError => new AppError('invalid-request', { message, fix })
