// Creates or updates a product by its handle or the id of your own system. It looks first, because `productSet` deletes the variants and metafields
// that it is not told of.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailProduct } from '../../canonical-product.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { SET_METAFIELDS } from '../../documents/metafields.ts'
import { SET_PRODUCT } from '../../documents/product.ts'
import { RETAIL_PRODUCT } from '../../examples/products.ts'
import { writes } from '../../metafields/discover.ts'
import { checkFields, setFields } from '../../metafields/write.ts'
import { PRODUCT_MEMBERS, productSetInput, variantOf, type VariantInput } from './product-input.ts'
import { allVariants, identifierOf, PRODUCT_NAMES, readProduct, whole } from './read-product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_INPUT_FIELDS } from '../../retail.ts'

const Input = Type.Object({ ...PRODUCT_NAMES, ...PRODUCT_MEMBERS }, { additionalProperties: false })
type Input = Static<typeof Input>

const Output = Type.Object({
  product: RetailProduct,
  created: Type.Boolean({ title: 'Is new' }),
})

export const upsertProduct = {
  id: 'upsert-product',
  label: 'Create or update a product',
  description: 'Creates a product with its variants and prices, or changes it. What is left out stays as it is.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('product', Input, PRODUCT_INPUT_FIELDS),
  output: Output,
  example: { product: RETAIL_PRODUCT, created: false },
  discover: writes({ fields: 'PRODUCT', 'variants.fields': 'PRODUCTVARIANT' }),
  async run(input, context) {
    const given = parseInput(Input, input)
    const { productId, handle, customId, fields, metafields = [], ...members } = given
    const changes = await checkFields(context, 'PRODUCT', fields)
    const variantChanges = await checkVariants(context, members.variants ?? [])
    const existing = await readProduct(context, given)
    if (!existing && productId !== undefined) {
      throw new AppError('vendor-rejected', {
        message: say`The shop has no product ${productId}.`,
        fix: 'Name the product by its handle or your own id: then it is created when it is not there.',
      })
    }
    // A new product takes its metafields with it; for one that is there, the list would replace all of them.
    const own = customId ? [customId, ...metafields] : metafields
    const answer = await graphql(context, SET_PRODUCT, {
      identifier: identifierOf(given),
      input: {
        ...productSetInput(members, existing),
        ...(handle !== undefined && { handle }),
        ...(!existing && own.length > 0 && { metafields: own }),
      },
    })
    const { product, userErrors } = payloadOf(answer.productSet, 'save the product')
    refuseUserErrors('save the product', userErrors)
    if (!product) throw new AppError('vendor-answer-invalid', { message: 'Shopify saved the product without answering with it.' })
    if (existing) await setMetafields(context, product.id, metafields)
    const variants = await allVariants(context, product)
    await setFields(context, 'the product', [
      { ownerId: product.id, changes },
      ...variantChanges.flatMap((one) => {
        const made = variantOf(one.variant, variants)
        return made ? [{ ownerId: made.id, changes: one.changes }] : []
      }),
    ])
    return { product: whole({ product, variants }), created: !existing } satisfies Static<typeof Output>
  },
} as const satisfies Action

/** Those of the variants that have any. */
async function checkVariants(context: ActionContext, variants: readonly VariantInput[]) {
  const all = []
  for (const [index, variant] of variants.entries()) {
    const changes = await checkFields(context, 'PRODUCTVARIANT', variant.fields, `/variants/${index}/fields`)
    if (changes.length > 0) all.push({ variant, changes })
  }
  return all
}

async function setMetafields(context: ActionContext, ownerId: string, metafields: NonNullable<Input['metafields']>): Promise<void> {
  if (metafields.length === 0) return
  const answer = await graphql(context, SET_METAFIELDS, { metafields: metafields.map((metafield) => ({ ...metafield, ownerId })) })
  refuseUserErrors('set the metafields of the product', payloadOf(answer.metafieldsSet, 'set the metafields').userErrors)
}
