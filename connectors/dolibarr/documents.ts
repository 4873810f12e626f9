// Orders and invoices to customers: a head and its lines, drafts until they are validated.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { readConfig } from './auth.ts'
import { condition, find, Loose, read } from './client.ts'
import { fieldsRead } from './extra-fields.ts'
import { Amount, dayOrNull, decimalOf, instantOrNull, numberOf, Reference, Text, textOf, textOrNull } from './values.ts'

export const ExternalDocument = Type.Object({
  id: Type.Union([Type.String(), Type.Integer()]),
  ref: Loose,
  ref_ext: Loose,
  ref_client: Loose,
  ref_customer: Loose,
  socid: Loose,
  type: Loose,
  statut: Loose,
  status: Loose,
  paye: Loose,
  date: Loose,
  date_modification: Loose,
  total_ht: Loose,
  total_tva: Loose,
  total_ttc: Loose,
  remaintopay: Loose,
  multicurrency_code: Loose,
  array_options: Type.Optional(Type.Unknown()),
  lines: Type.Optional(
    Type.Array(
      Type.Object({
        id: Loose,
        rowid: Loose,
        fk_product: Loose,
        product_ref: Loose,
        desc: Loose,
        qty: Loose,
        subprice: Loose,
        tva_tx: Loose,
        remise_percent: Loose,
        total_ht: Loose,
        product_type: Loose,
      }),
    ),
  ),
})
export type ExternalDocument = Static<typeof ExternalDocument>

export interface Kind {
  readonly path: 'orders' | 'invoices'
  readonly name: string
  readonly states: Readonly<Record<string, string>>
  /** Of those that one list holds together: 2 are credit notes. */
  readonly type?: '2'
}
export const ORDERS: Kind = {
  path: 'orders',
  name: 'order',
  states: { '-1': 'cancelled', '0': 'draft', '1': 'validated', '2': 'shipping', '3': 'closed' },
}
export const INVOICES: Kind = {
  path: 'invoices',
  name: 'invoice',
  states: { '0': 'draft', '1': 'validated', '2': 'paid', '3': 'abandoned' },
}

/** Dolibarr keeps them among the invoices, with amounts below zero. */
export const CREDIT_NOTES: Kind = { ...INVOICES, name: 'credit note', type: '2' }

export const isOfKind = ({ path, type }: Kind, found: Pick<ExternalDocument, 'type'>): boolean =>
  path === 'orders' || (textOf(found.type) === '2') === (type === '2')

export const SalesDocument = Type.Object({
  id: Type.String({ title: 'Id' }),
  number: Type.String({ title: 'Number', description: 'Ref of Dolibarr; provisional while it is a draft' }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference', description: 'External reference' }),
  customerReference: Type.Union([Type.String(), Type.Null()], { title: "Customer's reference" }),
  thirdParty: Type.String({ title: 'Third party', description: 'Its id' }),
  status: Type.String({ title: 'Status', description: 'draft, validated, shipping, closed, paid, cancelled or abandoned' }),
  date: Type.Union([Type.String(), Type.Null()], { title: 'Date' }),
  currency: Type.String({ title: 'Currency', description: 'Main currency of the company' }),
  net: Type.String({ title: 'Total without tax', description: 'Decimal text' }),
  tax: Type.String({ title: 'Tax', description: 'Decimal text' }),
  total: Type.String({ title: 'Total with tax', description: 'Decimal text' }),
  lines: Type.Array(
    Type.Object({
      product: Type.Union([Type.String(), Type.Null()], { title: 'Product', description: 'Its ref' }),
      description: Type.String({ title: 'Description' }),
      quantity: Type.String({ title: 'Quantity' }),
      unitPrice: Type.String({ title: 'Unit price without tax' }),
      taxRate: Type.String({ title: 'Tax rate', description: 'In per cent' }),
      net: Type.String({ title: 'Total without tax' }),
    }),
    { title: 'Lines' },
  ),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
  fields: SystemFieldsRead,
})
export type SalesDocument = Static<typeof SalesDocument>

export const SALES_DOCUMENT: SalesDocument = {
  id: '41',
  number: 'CO2603-0041',
  reference: 'HF-1001',
  customerReference: '#1001',
  thirdParty: '12',
  status: 'validated',
  date: '2026-03-02',
  currency: 'EUR',
  net: '25',
  tax: '5',
  total: '30',
  lines: [{ product: 'HF-1010', description: 'Harbour mug, navy', quantity: '2', unitPrice: '12.5', taxRate: '20', net: '25' }],
  updatedAt: '2026-03-02T10:15:00.000Z',
}

export const statusOf = (kind: Kind, { status, statut }: Pick<ExternalDocument, 'status' | 'statut'>): string => {
  const state = textOf(statut ?? status)
  return kind.states[state] ?? state
}

export const toSalesDocument = (kind: Kind, one: ExternalDocument, context: Pick<CallContext, 'config'>): SalesDocument => ({
  id: String(one.id),
  number: textOf(one.ref),
  reference: textOrNull(one.ref_ext),
  customerReference: textOrNull(one.ref_client ?? one.ref_customer),
  thirdParty: textOf(one.socid),
  status: statusOf(kind, one),
  date: dayOrNull(one.date, context),
  currency: readConfig(context.config).currency,
  net: decimalOf(one.total_ht),
  tax: decimalOf(one.total_tva),
  total: decimalOf(one.total_ttc),
  lines: (one.lines ?? []).map((line) => ({
    product: textOrNull(line.product_ref),
    description: textOf(line.desc),
    quantity: decimalOf(line.qty),
    unitPrice: decimalOf(line.subprice),
    taxRate: decimalOf(line.tva_tx),
    net: decimalOf(line.total_ht),
  })),
  updatedAt: instantOrNull(one.date_modification, context),
  ...fieldsRead(one.array_options),
})

/** By its external reference. Read again by its id, because lists leave parts out. */
export const findDocument = (context: CallContext, { path }: Kind, reference: string): Promise<ExternalDocument | undefined> =>
  find(context, path, ExternalDocument, [condition('ref_ext', '=', reference)])

export async function readDocument(context: CallContext, { path, name }: Kind, id: string): Promise<ExternalDocument> {
  const found = await read(context, `${path}/${id}`, ExternalDocument)
  if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no ${name} of id ${id} any more.` })
  return found
}

export const DraftLine = Type.Object(
  {
    product: Type.Optional(Reference('Product', 'Its ref. Without one it is a line of text, such as for shipping.', 128)),
    description: Type.Optional(Text('Description', "The product's own when empty.", 2_000)),
    quantity: Amount('Quantity', 'Decimal text with a point.'),
    unitPrice: Amount('Unit price', 'Without tax, decimal text with a point.'),
    taxRate: Amount('Tax rate', 'In per cent, such as 20.'),
    discountPercent: Type.Optional(Amount('Discount', 'In per cent of the line.')),
  },
  { additionalProperties: false },
)
type DraftLine = Static<typeof DraftLine>

/** Lines as Dolibarr takes them: with ids of products, which are looked up once each. */
export async function bodyLines(context: CallContext, lines: readonly DraftLine[]): Promise<readonly object[]> {
  const ids = new Map<string, string>()
  const bodies = []
  for (const { product, description, quantity, unitPrice, taxRate, discountPercent } of lines) {
    if (product !== undefined && !ids.has(product)) ids.set(product, await productId(context, product))
    if (product === undefined && description === undefined)
      throw new AppError('action-input-invalid', { message: 'A line has a product or a description.', fix: 'Give one of them.' })
    bodies.push({
      ...(product !== undefined && { fk_product: Number(ids.get(product)) }),
      ...(description !== undefined && { desc: description }),
      qty: numberOf(quantity),
      subprice: numberOf(unitPrice),
      tva_tx: numberOf(taxRate),
      ...(discountPercent !== undefined && { remise_percent: numberOf(discountPercent) }),
      // 1 is a service.
      ...(product === undefined && { product_type: 1 }),
    })
  }
  return bodies
}

const Id = Type.Object({ id: Type.Union([Type.String(), Type.Integer()]) })

/** Throws `vendor-rejected` where there is none. `path` such as `products`. */
export async function idByRef(context: CallContext, path: string, ref: string, name: string): Promise<string> {
  const found = await find(context, path, Id, [condition('ref', '=', ref)])
  if (!found)
    throw new AppError('vendor-rejected', {
      message: say`Dolibarr has no ${name} ${ref}.`,
      fix: say`Make the ${name} first, or correct its ref.`,
    })
  return String(found.id)
}
export const productId = (context: CallContext, ref: string): Promise<string> => idByRef(context, 'products', ref, 'product')

/** The lines of a document as those of another one that is made of it. */
export const linesOf = ({ lines = [] }: ExternalDocument): readonly object[] =>
  lines.map((line) => ({
    ...(textOf(line.fk_product) !== '' && textOf(line.fk_product) !== '0' && { fk_product: Number(line.fk_product) }),
    desc: textOf(line.desc),
    qty: numberOf(decimalOf(line.qty)),
    subprice: numberOf(decimalOf(line.subprice)),
    tva_tx: numberOf(decimalOf(line.tva_tx)),
    remise_percent: numberOf(decimalOf(line.remise_percent)),
    product_type: Number(line.product_type ?? 0),
  }))
