// Tells an outlet what is on its way: a consignment with its products, marked as sent. Lightspeed gives ids itself and refuses no second consignment
// with the same reference, so that it is looked for among those of the outlet first; one that an earlier try left half-made is finished.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { readConfig } from '../auth.ts'
import { write } from '../client.ts'
import { ConsignmentHead, CONSIGNMENT_HEAD, readCounts, toConsignmentHead } from '../consignment.ts'
import { readWhole } from '../lists.ts'
import { needProduct } from '../product.ts'
import { CONSIGNMENT_INPUT_FIELDS } from '../retail.ts'
import { Consignment, oneOf, type LightspeedConsignment } from '../schemas.ts'
import { Id, Sku } from '../values.ts'

const Input = speaking(
  'transfer',
  Type.Object(
    {
      type: Type.Unsafe<'OUTLET' | 'SUPPLIER'>(
        Type.Union(
          [
            Type.Literal('OUTLET', { title: 'Stock transfer from another outlet' }),
            Type.Literal('SUPPLIER', { title: 'Stock order from elsewhere' }),
          ],
          { title: 'Type', description: 'A warehouse that is no outlet in Lightspeed sends stock orders.' },
        ),
      ),
      reference: Type.String({
        title: 'Reference',
        description: 'Its number in the other system. One with the same reference, type and outlet is never made a second time.',
        minLength: 1,
        maxLength: 100,
      }),
      outletId: Id('Outlet', 'That receives the goods.'),
      sourceOutletId: Type.Optional(Id('From outlet', 'That the goods come from. Needed for a stock transfer.')),
      supplierId: Type.Optional(Id('Supplier', "Of a stock order: Lightspeed's id of the supplier that stands for the warehouse.")),
      expectedAt: Type.Optional(Type.String({ title: 'Expected', description: 'ISO instant.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' })),
      lines: Type.Array(
        Type.Object(
          {
            sku: Sku,
            productId: Type.Optional(
              Id('Product id', 'From "Find products", which saves a look-up. Default: of the product with the SKU.'),
            ),
            quantity: Type.String({
              title: 'Quantity',
              description: 'That was sent, above zero. Lines of one product are added up.',
              pattern: '^(?=.*[1-9])(0|[1-9][0-9]{0,8})(\\.[0-9]{1,5})?$',
            }),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  CONSIGNMENT_INPUT_FIELDS,
)
type Input = Static<typeof Input>

const Output = Type.Omit(ConsignmentHead, ['version', 'updatedAt'])

export const createConsignment = {
  id: 'create-consignment',
  label: 'Announce goods to an outlet',
  description:
    'Makes a stock transfer or stock order with its products and marks it as sent, so that the outlet finds it, counts and receives. The same reference is announced once.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: toAnswer({ ...CONSIGNMENT_HEAD, status: 'SENT', receivedAt: null }),
  async run(input, context) {
    const given = parseInput(Input, input)
    if (given.type === 'OUTLET' && given.sourceOutletId === undefined) {
      throw new AppError('action-input-invalid', {
        message: 'A stock transfer needs the outlet that the goods come from.',
        issues: [{ path: '/sourceOutletId', code: 'required', message: 'Name the outlet.' }],
      })
    }
    const { domainPrefix } = readConfig(context.config)
    return await oneAtATime(`lightspeed consignment ${domainPrefix} ${given.reference}`, async () =>
      toAnswer(await announce(given, context)),
    )
  },
} as const satisfies Action

/** Without what changes when nothing does. */
function toAnswer({
  id,
  reference,
  type,
  status,
  outletId,
  sourceOutletId,
  supplierId,
  expectedAt,
  receivedAt,
}: ConsignmentHead): Static<typeof Output> {
  return { id, reference, type, status, outletId, sourceOutletId, supplierId, expectedAt, receivedAt }
}

async function announce(given: Input, context: ActionContext): Promise<ConsignmentHead> {
  const wanted = await quantitiesOf(given, context)
  const known = await find(given, context)
  if (known?.status === 'CANCELLED') {
    throw new AppError('vendor-rejected', {
      message: say`The consignment ${given.reference} was cancelled in Lightspeed.`,
      fix: 'Ask the outlet. Receive or take back the goods in the other system by hand, then discard this.',
    })
  }
  const consignment = known ?? (await create(given, context))
  if (consignment.status === 'OPEN') return await send(given, consignment, wanted, context)
  await compare(given, consignment, wanted, context)
  return toConsignmentHead(consignment)
}

async function quantitiesOf(given: Input, context: ActionContext): Promise<ReadonlyMap<string, Decimal>> {
  const ids = new Map<string, string>()
  const wanted = new Map<string, Decimal>()
  for (const { sku, productId, quantity } of given.lines) {
    const id = productId ?? ids.get(sku) ?? (await needProduct(context, sku)).id
    ids.set(sku, id)
    wanted.set(id, (wanted.get(id) ?? new Decimal(0)).plus(quantity))
  }
  return wanted
}

/** The list cannot be asked for a reference. */
async function find({ type, reference, outletId }: Input, context: ActionContext): Promise<LightspeedConsignment | undefined> {
  const all = await readWhole(context, '/consignments', Consignment, { type, outlet_id: outletId })
  return all.find((one) => !one.deleted_at && (one.reference === reference || one.name === reference))
}

const HEAD_OF = ({ type, reference, outletId, sourceOutletId, supplierId, expectedAt }: Input) => ({
  // A transfer shows its name, a stock order its reference.
  name: reference,
  reference,
  type,
  outlet_id: outletId,
  ...(sourceOutletId !== undefined && type === 'OUTLET' && { source_outlet_id: sourceOutletId }),
  ...(supplierId !== undefined && type === 'SUPPLIER' && { supplier_id: supplierId }),
  ...(expectedAt !== undefined && { due_at: new Date(expectedAt).toISOString() }),
})

async function create(given: Input, context: ActionContext): Promise<LightspeedConsignment> {
  const json = { data: { ...HEAD_OF(given), status: 'OPEN' } }
  // A second try looks for what the first one made.
  return parseAnswer(oneOf(Consignment), await write(context, { method: 'POST', url: '/consignments', json, repeatable: true })).data
}

/** So many products at once: Lightspeed advises no more than 500. */
const BULK = 200

/** Adds what is missing and corrects what is otherwise, then marks it as sent. */
async function send(
  given: Input,
  { id }: LightspeedConsignment,
  wanted: ReadonlyMap<string, Decimal>,
  context: ActionContext,
): Promise<ConsignmentHead> {
  const before = await readCounts(context, id)
  const missing = [...wanted].filter(([product]) => !before.has(product))
  for (let at = 0; at < missing.length; at += BULK) {
    const json = missing.slice(at, at + BULK).map(([product, quantity]) => ({ product_id: product, count: quantity.toFixed() }))
    await write(context, { method: 'POST', url: `/consignments/${id}/bulk`, json, repeatable: true })
  }
  // A bulk write adds to counts: where a lost answer had its effect later, and for what an earlier try wrote, the count itself is set.
  const written = await readCounts(context, id)
  for (const [product, quantity] of wanted) {
    if (written.get(product)?.sent.equals(quantity) === true) continue
    const json = { data: { product_id: product, count: quantity.toFixed() } }
    await write(context, { method: 'PUT', url: `/consignments/${id}/products/${product}`, json, repeatable: true })
  }
  for (const [product] of written) {
    if (!wanted.has(product))
      await write(context, { method: 'DELETE', url: `/consignments/${id}/products/${product}`, repeatable: true, accept: [404] })
  }
  const json = { data: { ...HEAD_OF(given), status: 'SENT' } }
  const answer = await write(context, { method: 'PUT', url: `/consignments/${id}`, json, repeatable: true })
  return toConsignmentHead(parseAnswer(oneOf(Consignment), answer).data)
}

/** One that was sent is not touched any more: the outlet may be counting. Throws `vendor-rejected` where it was told something else. */
async function compare(
  { reference }: Input,
  { id }: LightspeedConsignment,
  wanted: ReadonlyMap<string, Decimal>,
  context: ActionContext,
): Promise<void> {
  const there = await readCounts(context, id)
  // What the outlet added while it counted was sent by nobody.
  const sent = [...there].filter(([, counts]) => !counts.sent.isZero())
  if (sent.every(([product, counts]) => wanted.get(product)?.equals(counts.sent) === true) && sent.length === wanted.size) return
  throw new AppError('vendor-rejected', {
    message: say`Lightspeed has a consignment ${reference} already, with other products or quantities.`,
    fix: 'Compare both, and tell the outlet what is right; then discard this.',
  })
}
