// Intuit's own XML schema of the Accounting API, which says what members every record has; its JSON has the same names. Read as far as the check of
// what we send needs it: the members of types with those of their bases, the values of enumerations, what is a number, a day, a text.
import { readFileSync } from 'node:fs'
import { isRecord } from '#shared/json.ts'

interface ComplexType {
  readonly base: string | undefined
  readonly members: ReadonlyMap<string, string>
  /** A text with attributes: in JSON a record with `value` and the attributes. */
  readonly isText: boolean
}

interface Schema {
  readonly types: ReadonlyMap<string, ComplexType>
  readonly enumerations: ReadonlyMap<string, ReadonlySet<string>>
}

export function readSchema(files: readonly string[]): Schema {
  const types = new Map<string, ComplexType>()
  const enumerations = new Map<string, ReadonlySet<string>>()
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replaceAll(/<xs:annotation>.*?<\/xs:annotation>|<!--.*?-->/gs, '')
    for (const [, name = '', body = ''] of text.matchAll(/<xs:complexType name="(\w+)"[^>]*>(.*?)<\/xs:complexType>/gs)) {
      const isText = body.includes('<xs:simpleContent>')
      const members = new Map([
        ...(isText ? [['value', 'xs:string'] as const] : []),
        ...[...body.matchAll(/<xs:(?:element|attribute)\s([^>]*)>/gs)].flatMap(([, attributes = '']) => {
          const member = /name="(\w+)"/.exec(attributes)?.[1]
          const type = /type="([\w:]+)"/.exec(attributes)?.[1]
          return member === undefined || type === undefined ? [] : [[member, type] as const]
        }),
      ])
      types.set(name, { base: isText ? undefined : /<xs:extension\s+base="(\w+)"/.exec(body)?.[1], members, isText })
    }
    for (const [, name = '', body = ''] of text.matchAll(/<xs:simpleType name="(\w+)"[^>]*>(.*?)<\/xs:simpleType>/gs)) {
      const values = [...body.matchAll(/<xs:enumeration\s+value="([^"]*)"/g)].flatMap(([, value]) => value ?? [])
      if (values.length > 0) enumerations.set(name, new Set(values))
    }
  }
  return { types, enumerations }
}

/** Sentences about what of `value` is not as the schema says. */
export function schemaIssues(schema: Schema, type: string, value: unknown, path = ''): readonly string[] {
  const wrong = (what: string) => [`${path || '/'}: ${JSON.stringify(value)?.slice(0, 80)} ${what}`]
  const complex = schema.types.get(type)
  if (complex) {
    if (Array.isArray(value)) return value.flatMap((one, index) => schemaIssues(schema, type, one, `${path}/${index}`))
    if (!isRecord(value)) return wrong(`is no ${type}`)
    return Object.entries(value).flatMap(([member, given]) => {
      const memberType = memberOf(schema, type, member)
      return memberType === undefined
        ? [`${path}/${member} is no member of ${type}`]
        : schemaIssues(schema, memberType, given, `${path}/${member}`)
    })
  }
  const values = schema.enumerations.get(type)
  if (values) return values.has(String(value)) ? [] : wrong(`is none of ${type}`)
  if (/^xs:(decimal|int|integer|positiveInteger)$/.test(type)) return typeof value === 'number' ? [] : wrong('is no number')
  if (type === 'xs:boolean') return typeof value === 'boolean' ? [] : wrong('is no boolean')
  if (type === 'xs:date') return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? [] : wrong('is no day')
  return typeof value === 'string' ? [] : wrong('is no text')
}

function memberOf({ types }: Schema, type: string, member: string): string | undefined {
  // Of Intuit's JSON alone: a change of some members.
  if (member === 'sparse') return 'xs:boolean'
  for (let at = types.get(type); at; at = at.base === undefined ? undefined : types.get(at.base)) {
    const found = at.members.get(member)
    if (found !== undefined) return found
  }
  return undefined
}
