// The fields that a document type has on this site, those that people added (Customize Form, an app) included: told to the designer and written.
// `frappe.desk.form.load.getdoctype` is what the site's own forms are drawn from: whoever may read documents of the type may ask it.
import { Type, type Static } from 'typebox'
import type { DiscoveredField, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { fitted, isEmpty, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import { readDoctype } from './client.ts'

const Mark = Type.Optional(Type.Union([Type.Integer(), Type.Boolean(), Type.Null()]))
const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]))
export const DocField = Type.Object({
  fieldname: Type.Optional(Type.String()),
  fieldtype: Type.String(),
  label: Words,
  description: Words,
  options: Words,
  reqd: Mark,
  read_only: Mark,
  hidden: Mark,
  is_custom_field: Mark,
})
type DocField = Static<typeof DocField>

/** Others are layout, tables of their own, or files. https://docs.frappe.io/framework/user/en/basics/doctypes/fieldtypes */
const KINDS: Readonly<Record<string, FieldKind>> = {
  Data: 'text',
  'Small Text': 'text',
  Text: 'text',
  'Long Text': 'text',
  'Text Editor': 'text',
  Code: 'text',
  Phone: 'text',
  Time: 'text',
  Select: 'text',
  Link: 'reference',
  Int: 'integer',
  Float: 'decimal',
  Currency: 'decimal',
  Percent: 'decimal',
  Check: 'boolean',
  Date: 'date',
  Datetime: 'date-time',
}

const choicesOf = ({ fieldtype, options }: DocField): string[] =>
  fieldtype === 'Select' ? (options ?? '').split('\n').filter((choice) => choice !== '') : []

const isWritable = ({ read_only: readOnly, hidden }: DocField) => !readOnly && !hidden

/** `own`: what other members of the action's input write. */
export const writes = (doctype: string, own: ReadonlySet<string>): Discovery => ({
  async read(_, context) {
    const fields = await readDoctype(context, doctype, DocField)
    const told = fields.flatMap((field) => {
      const { fieldname = '' } = field
      const kind = KINDS[field.fieldtype]
      return kind === undefined || fieldname === '' || own.has(fieldname) || !isWritable(field)
        ? []
        : [[fieldname, toDiscovered(field, kind)] as const]
    })
    return { input: fieldsBelow('fields', told) }
  },
})

function toDiscovered(field: DocField, kind: FieldKind): DiscoveredField {
  const choices = choicesOf(field)
  const link = kind === 'reference' && field.options ? `Name of a document of ${field.options}.` : ''
  const description = [field.description ?? '', link].filter(Boolean).join(' ')
  return {
    kind,
    ...(field.label && { title: field.label }),
    ...(description !== '' && { description }),
    ...(choices.length > 0 && { choices }),
    ...(field.is_custom_field && field.reqd && { required: true }),
    ...(field.is_custom_field && { custom: true }),
  }
}

/** What is given under `fields`, as ERPNext takes it. Throws `action-input-invalid` that names each field that does not fit. */
export async function fieldValues(
  context: CallContext,
  doctype: string,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
  own: ReadonlySet<string>,
): Promise<Readonly<Record<string, unknown>>> {
  if (!given || Object.keys(given).length === 0) return {}
  const fields = new Map((await readDoctype(context, doctype, DocField)).map((field) => [field.fieldname, field]))
  const { timeZone } = readConfig(context.config)
  return await writeFields('ERPNext', given, (name, value) => {
    const field = fields.get(name)
    if (!field) throw new Unfit(`ERPNext has no field "${name}" on ${doctype}.`)
    if (own.has(name)) throw new Unfit(`"${name}" is written by another field of this action.`)
    const kind = KINDS[field.fieldtype]
    if (kind === undefined || !isWritable(field)) throw new Unfit(`"${name}" cannot be written in ERPNext.`)
    if (isEmpty(value)) return null
    const one = fitted(kind, name, single(name, value))
    const choices = choicesOf(field)
    if (choices.length > 0 && !choices.includes(String(one))) throw new Unfit(`"${name}" takes one of: ${choices.join(', ')}.`)
    if (kind === 'boolean') return one === true ? 1 : 0
    if (kind === 'decimal') return exactNumber(String(one))
    return kind === 'date-time' ? siteTime(new Date(String(one)), timeZone).slice(0, 19) : kind === 'integer' ? one : String(one)
  })
}
