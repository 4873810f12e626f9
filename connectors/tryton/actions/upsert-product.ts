// Creates or changes the product of a code.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { openTryton, type Tryton } from '../client.ts'
import { DecimalText } from '../decimal-text.ts'
import { related, textOf, toDecimal, type TrytonRow } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from '../retail.ts'

const Input = speaking(
  'product',
  Type.Object(
    {
      code: Type.String({ title: 'Code', description: 'The SKU.', minLength: 1, maxLength: 100 }),
      name: Type.Optional(Type.String({ title: 'Name', description: 'Needed for a new product.', maxLength: 200 })),
      listPrice: Type.Optional(DecimalText('List price', 'Without tax. Needed for a new product.')),
      category: Type.Optional(
        Type.String({
          title: 'Account category',
          description: 'By name; it carries accounts and taxes. For a new product.',
          maxLength: 120,
        }),
      ),
      unit: Type.Optional(Type.String({ title: 'Unit', description: 'Symbol of the unit of measure. Default: u.', maxLength: 20 })),
      kind: Type.Optional(
        Type.Union([Type.Literal('goods'), Type.Literal('service')], {
          title: 'Kind',
          description: 'Of a new product. Goods (default) are shipped.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  PRODUCT_FIELDS,
)
type Wanted = Static<typeof Input>
export const Product = Type.Object({
  id: Type.Integer({ title: 'Tryton id' }),
  code: Type.String({ title: 'Code' }),
  name: Type.String({ title: 'Name' }),
  listPrice: Type.String({ title: 'List price', description: 'Decimal text, without tax' }),
})

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description: 'Writes the product of a code: makes it when it is not there. Only what is given is changed.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Product,
  example: { id: 12, code: 'HF-MUG-NAVY', name: 'Stoneware Mug, Navy', listPrice: '12.50' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`product ${identityOf(context.config)} ${wanted.code}`, () => writeOnce(wanted, context))
  },
} as const satisfies Action

export async function findProductRow(tryton: Tryton, code: string): Promise<TrytonRow | undefined> {
  const [row] = await tryton.search('product.product', [['code', '=', code]], {
    fields: ['code', 'template', 'template.name', 'list_price'],
    limit: 1,
  })
  return row
}

export const toProduct = (row: TrytonRow): Static<typeof Product> => ({
  id: row.id,
  code: textOf(row['code']),
  name: textOf(related(row, 'template')['name']),
  listPrice: textOf(row['list_price']),
})

async function writeOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Product>> {
  const tryton = await openTryton(context)
  const known = await findProductRow(tryton, wanted.code)
  if (known) {
    const { name, listPrice } = toProduct(known)
    const values = {
      ...(wanted.name !== undefined && wanted.name !== name && { name: wanted.name }),
      ...(wanted.listPrice !== undefined &&
        !new Decimal(wanted.listPrice).equals(listPrice || 0) && { list_price: toDecimal(wanted.listPrice) }),
    }
    // What is so already is not written: it would look like a change to everybody who listens.
    if (Object.keys(values).length > 0) await tryton.write('product.template', Number(known['template']), values)
  } else {
    await tryton.create('product.template', await newTemplate(tryton, wanted))
  }
  const row = await findProductRow(tryton, wanted.code)
  if (row) return toProduct(row)
  throw new AppError('vendor-answer-invalid', { message: say`Tryton does not find the product "${wanted.code}" that it has just written.` })
}

async function newTemplate(
  tryton: Tryton,
  { code, name, listPrice, category, unit = 'u', kind = 'goods' }: Wanted,
): Promise<Readonly<Record<string, unknown>>> {
  if (name === undefined || name === '' || listPrice === undefined) {
    throw new AppError('action-input-invalid', {
      message: say`There is no product "${code}" yet, and a new one needs a name and a list price.`,
    })
  }
  const named = async (model: string, field: string, value: string, what: string) => {
    const [row] = await tryton.search(model, [[field, '=', value]], { fields: [field], limit: 1 })
    if (row) return row.id
    throw new AppError('vendor-rejected', {
      message: say`Tryton has no ${what} "${value}".`,
      fix: 'Add it in Tryton, or correct the mapping, then replay.',
    })
  }
  const uom = await named('product.uom', 'symbol', unit, 'unit of measure with the symbol')
  return {
    name,
    type: kind,
    default_uom: uom,
    sale_uom: uom,
    salable: true,
    list_price: toDecimal(listPrice),
    cost_price_method: 'fixed',
    ...(category && { account_category: await named('product.category', 'name', category, 'product category named') }),
    products: [['create', [{ suffix_code: code }]]],
  }
}
