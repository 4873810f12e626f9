// Checks values against the schemas of a vendor's own document: ajv on the document as it is, and members that it does not name.
import { Ajv, type ValidateFunction } from 'ajv'
import { isRecord } from '#shared/json.ts'
import { deref, type Schema } from '../openapi/document.ts'

export interface SchemaChecker {
  /** Sentences about what is wrong; empty when the value is right. `text`: a value that came as text (a parameter, a form). */
  check(schema: Schema, value: unknown, options?: { readonly text?: boolean; readonly unknown?: boolean }): readonly string[]
}

/** `ownMembers`: a document that permits members it does not name means these, such as fields that a customer made; all others are unknown. */
export function createSchemaChecker(root: Schema, ownMembers?: RegExp): SchemaChecker {
  // Draft 4 wrote the bounds of OpenAPI 3.0 and Swagger 2.0 as switches; ajv knows newer drafts only.
  const document = modern(mended(root, root))
  const options = { strict: false, validateFormats: false, allErrors: true, validateSchema: false, logger: false } as const
  const plain = new Ajv(options).addSchema(document, 'vendor')
  const coercing = new Ajv({ ...options, coerceTypes: 'array' }).addSchema(document, 'vendor')
  const compiled = new Map<Ajv, WeakMap<object, ValidateFunction>>([
    [plain, new WeakMap()],
    [coercing, new WeakMap()],
  ])

  return {
    check(schema, value, { text = false, unknown = true } = {}) {
      const ajv = text ? coercing : plain
      const known = compiled.get(ajv)
      const validate = known?.get(schema) ?? ajv.compile(absolute(modern(mended(root, schema))))
      known?.set(schema, validate)
      const copy: unknown = structuredClone(value)
      const wrong = validate(copy)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
            `${instancePath || 'the value'} ${message} ${detail(params)}`.trim(),
          )
      return [
        ...new Set(wrong),
        ...(unknown ? unknownMembers({ root, ownMembers }, schema, value).map((path) => `${path} is not described`) : []),
      ]
    },
  }
}

const detail = (params: Readonly<Record<string, unknown>>) =>
  'allowedValues' in params ? JSON.stringify(params['allowedValues']).slice(0, 200) : ''

interface Document {
  readonly root: Schema
  readonly ownMembers: RegExp | undefined
}

/** JSON pointers of members that no part of the schema names. A schema that says nothing of members allows all. */
function unknownMembers(document: Document, schema: Schema, value: unknown, path = '', depth = 0): readonly string[] {
  if (depth > 40) return []
  const { root, ownMembers } = document
  const parts = branches(root, schema)
  if (Array.isArray(value)) {
    const items = parts.find((part) => isRecord(part['items']))?.['items']
    return isRecord(items) ? value.flatMap((item, index) => unknownMembers(document, items, item, `${path}/${index}`, depth + 1)) : []
  }
  if (!isRecord(value)) return []
  const named = parts.filter((part) => isRecord(part['properties']))
  const open = parts.find((part) => part['additionalProperties'] !== undefined && part['additionalProperties'] !== false)
  if (named.length === 0) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const schemas = named.flatMap((part) => {
      const found = (part['properties'] as Schema)[name]
      return isRecord(found) ? [found] : []
    })
    const at = `${path}/${name}`
    if (schemas.length > 0)
      return unknownMembers(document, schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas }, member, at, depth + 1)
    return open && (ownMembers === undefined || ownMembers.test(name)) ? [] : [at]
  })
}

/** The schema with everything it is composed of, flat. */
function branches(root: Schema, schema: Schema, depth = 0): readonly Schema[] {
  const own = deref(root, schema)
  if (depth > 12) return [own]
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (Array.isArray(own[word]) ? (own[word] as readonly Schema[]) : []))
  return [own, ...inner.flatMap((part) => branches(root, part, depth + 1))]
}

/** References that lead nowhere, or to another server, say nothing: vendors' documents have some (Square's has five). */
function mended(root: Schema, value: unknown): Schema {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    isRecord(member) && typeof member['$ref'] === 'string' && !leadsSomewhere(root, member['$ref']) ? {} : member,
  ) as Schema
}

function leadsSomewhere(root: Schema, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  let place: unknown = root
  for (const part of reference.slice(2).split('/')) {
    place = isRecord(place) ? place[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  }
  return place !== undefined
}

/** References into the document, for a schema that is compiled apart from it. */
function absolute(value: unknown): Schema {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) =>
    key === '$ref' && typeof member === 'string' && member.startsWith('#') ? `vendor${member}` : member,
  ) as Schema
}

/** The same schema in today's words. */
function modern(value: unknown): Schema {
  return JSON.parse(JSON.stringify(value), (key, member: unknown) => {
    // `required: true` beside a property is Swagger's, and no list.
    if (/^(exclusiveMinimum|exclusiveMaximum|required)$/.test(key) && typeof member === 'boolean') return undefined
    if (!isRecord(member) || member['nullable'] !== true) return member
    const { nullable: _, ...rest } = member
    if (typeof rest['type'] !== 'string') return { anyOf: [rest, { type: 'null' }] }
    return { ...rest, type: [rest['type'], 'null'], ...(Array.isArray(rest['enum']) && { enum: [...rest['enum'], null] }) }
  }) as Schema
}
