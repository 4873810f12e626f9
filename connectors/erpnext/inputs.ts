// Values that the documents of ERPNext have in common.
import { Type } from 'typebox'

/** Decimal text, not below zero. */
export const amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$' })
export const day = (title: string, description: string) => Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const name = (title: string, description: string) => Type.String({ title, description, minLength: 1, maxLength: 140 })
export const Currency = Type.String({ title: 'Currency', description: 'ISO 4217.', pattern: '^[A-Z]{3}$' })
export const Company = Type.Optional(name('Company', 'Where the user’s default company is not meant.'))

/** https://docs.frappe.io/framework/user/en/basics/doctypes/docstatus */
const STAGES = ['draft', 'submitted', 'cancelled'] as const
export const stageOf = (docstatus: number) => STAGES[docstatus] ?? 'draft'
export const Stage = Type.Union([Type.Literal('draft'), Type.Literal('submitted'), Type.Literal('cancelled')], {
  title: 'Stage',
  description: 'Only submitted documents count in ERPNext.',
})
export const Docstatus = Type.Integer({ minimum: 0, maximum: 2 })
export const NullableText = Type.Optional(Type.Union([Type.String(), Type.Null()]))
