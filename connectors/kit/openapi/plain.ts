// A schema of an API's document as a plain one: references put in, nothing that would have to be run (patterns), bounded in depth and size.
import { isRecord } from '#shared/json.ts'
import { deref, type Schema } from './document.ts'

const DEEPEST = 8
/** Words taken over as they are. */
const KEPT = ['title', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'const'] as const
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'])
const LONGEST_DESCRIPTION = 500
const MOST_CHOICES = 200
const MOST_MEMBERS = 300

/** `budget`: nodes that the schema may have; beyond them, and where it contains itself, anything is allowed. */
export function plainSchema(root: Schema, schema: Schema, options: { readonly forAnswers: boolean; readonly budget?: number }): Schema {
  let left = options.budget ?? 2_000

  function plain(value: unknown, path: readonly Schema[]): Schema {
    const own = deref(root, value)
    if (path.includes(own) || path.length > DEEPEST || left-- <= 0) return {}
    const inner = [...path, own]
    const parts = Array.isArray(own['allOf']) ? [own, ...own['allOf'].map((part) => deref(root, part))] : [own]
    const choices = parts.flatMap((part) => listOf(part['anyOf'] ?? part['oneOf']))
    const nullable = own['nullable'] === true || [own['type']].flat().includes('null')
    const description = own['description']
    const about = {
      ...Object.fromEntries(KEPT.filter((word) => own[word] !== undefined).map((word) => [word, own[word]])),
      ...(typeof description === 'string' && description !== '' && { description: description.slice(0, LONGEST_DESCRIPTION) }),
    }
    const types = [...new Set(parts.flatMap((part) => [part['type']].flat()))].filter((type) => TYPES.has(String(type)) && type !== 'null')
    const properties = parts.flatMap((part) => Object.entries(isRecord(part['properties']) ? part['properties'] : {}))
    if (properties.length > 0) {
      const shown = properties.filter(([, member]) => !isHidden(deref(root, member)) && !isForbidden(member)).slice(0, MOST_MEMBERS)
      const names = new Set(shown.map(([name]) => name))
      // An answer with fewer or more members than promised is still an answer.
      const required = options.forAnswers ? [] : parts.flatMap((part) => listOf(part['required'])).filter((name) => names.has(String(name)))
      return {
        ...about,
        type: nullable ? ['object', 'null'] : 'object',
        properties: Object.fromEntries(shown.map(([name, member]) => [name, plain(member, inner)])),
        ...(required.length > 0 && { required: [...new Set(required)] }),
      }
    }
    if (choices.length > 0) return { ...about, anyOf: choices.slice(0, 20).map((choice) => plain(choice, inner)) }
    if (types.includes('array')) return { ...about, type: nullable ? ['array', 'null'] : 'array', items: plain(own['items'], inner) }
    const values = listOf(own['enum']).slice(0, MOST_CHOICES)
    // Vendors add choices to their answers without asking.
    if (values.length > 0 && !options.forAnswers) return { ...about, enum: nullable && !values.includes(null) ? [...values, null] : values }
    if (types.length === 0) return about
    return { ...about, type: nullable ? [...types, 'null'] : types.length === 1 ? types[0] : types }
  }

  /** What the other direction only has. */
  const isHidden = (member: Schema) => member[options.forAnswers ? 'writeOnly' : 'readOnly'] === true
  return plain(schema, [])
}

const isForbidden = (member: unknown) => !isRecord(member) && typeof member !== 'boolean'
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
