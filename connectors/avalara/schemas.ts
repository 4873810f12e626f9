// What of AvaTax's answers is read. https://developer.avalara.com/api-reference/avatax/rest/v2/
import { Type, type Static, type TSchema } from 'typebox'

const optional = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = optional(Type.String())
const number = optional(Type.Number())

export const Message = Type.Object({ summary: text, details: text, severity: text })

export const Transaction = Type.Object({
  code: text,
  type: Type.String(),
  status: Type.String(),
  date: text,
  customerCode: text,
  currencyCode: text,
  referenceCode: text,
  locked: optional(Type.Boolean()),
  totalAmount: Type.Number(),
  totalTax: Type.Number(),
  totalTaxCalculated: number,
  totalTaxable: number,
  totalExempt: number,
  totalDiscount: number,
  lines: optional(
    Type.Array(
      Type.Object({
        lineNumber: text,
        itemCode: text,
        taxCode: text,
        lineAmount: number,
        tax: number,
        taxCalculated: number,
        taxableAmount: number,
        exemptAmount: number,
      }),
    ),
  ),
  summary: optional(
    Type.Array(
      Type.Object({
        country: text,
        region: text,
        jurisType: text,
        jurisName: text,
        taxName: text,
        taxType: text,
        rate: number,
        taxable: number,
        tax: number,
        exemption: number,
      }),
    ),
  ),
  messages: optional(Type.Array(Message)),
})
export type AvalaraTransaction = Static<typeof Transaction>

export const Ping = Type.Object({ authenticated: Type.Boolean(), version: text })

const fetched = <S extends TSchema>(item: S) => Type.Object({ value: Type.Array(item) })
export const Companies = fetched(Type.Object({ companyCode: text, name: text, isActive: optional(Type.Boolean()) }))
export const EntityUseCodes = fetched(
  Type.Object({ code: Type.String(), name: text, description: text, validCountries: optional(Type.Array(Type.String())) }),
)

const AddressFields = { line1: text, line2: text, line3: text, city: text, region: text, postalCode: text, country: text }
export const Resolution = Type.Object({
  validatedAddresses: optional(Type.Array(Type.Object({ ...AddressFields, addressType: text }))),
  resolutionQuality: text,
  messages: optional(Type.Array(Message)),
})
