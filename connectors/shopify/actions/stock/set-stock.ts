// Sets stock to counted quantities, up to 250 lines at once. Shopify takes all lines of a call or none, so lines that it refuses (a sale came between, an
// unknown location) are taken out and the rest is sent again: one wrong line does not hold up a stock count.
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf } from '../../client.ts'
import { SET_QUANTITIES, STOCK_ITEM } from '../../documents/stock.ts'
import { LocationId } from '../../gid.ts'
import { keyOf, sendOnce } from '../../idempotent.ts'
import { nullable } from '../../schemas/parts.ts'
import { linesRefused, MOST_LINES, type Problem } from '../refused-lines.ts'
import { errorsByLine, EXPECTED, LINE_TARGET, MOST, nameOf, REASONS, REFERENCE, resolveLines, type StockLine } from './stock-lines.ts'
import { readItems } from './stock-levels.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS } from '../../retail.ts'

const Line = Type.Object(
  {
    ...LINE_TARGET,
    quantity: Type.Integer({ title: 'Quantity', description: 'What there is', minimum: -MOST, maximum: MOST }),
    expected: EXPECTED,
  },
  { additionalProperties: false },
)
type Line = Static<typeof Line>

const Input = Type.Object(
  {
    lines: Type.Array(Line, { title: 'Lines', description: 'At most 250', minItems: 1, maxItems: MOST_LINES }),
    locationId: Type.Optional({ ...LocationId, description: 'For all lines that name none' }),
    quantityName: Type.Optional(
      Type.Union([Type.Literal('available'), Type.Literal('on_hand')], {
        title: 'Which quantity',
        description: 'available: what can be sold; on_hand: what stands in the building, sold or not',
        default: 'available',
      }),
    ),
    reason: REASONS,
    reference: REFERENCE,
    stockWhereMissing: Type.Optional(
      Type.Boolean({
        title: 'Begin to keep stock',
        description: 'Where a location does not keep the product yet, it begins with this quantity. Otherwise such a line is refused.',
        default: false,
      }),
    ),
    whenRefused: Type.Optional(
      Type.Union([Type.Literal('fail'), Type.Literal('report')], {
        title: 'When lines are refused',
        description:
          'fail: the other lines are set, then the record goes to the exception desk; report: the answer lists them and the flow goes on',
        default: 'fail',
      }),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

const Output = Type.Object({
  lines: Type.Array(
    Type.Object({
      sku: nullable(Type.String({ title: 'SKU' })),
      inventoryItemId: nullable(Type.String({ title: 'Inventory item id' })),
      locationId: Type.String({ title: 'Location id' }),
      quantity: Type.Integer({ title: 'Quantity' }),
      outcome: Type.Union([Type.Literal('set'), Type.Literal('already'), Type.Literal('refused')], {
        title: 'Outcome',
        description: 'set; already: it was so before; refused: see the problem',
      }),
      code: nullable(Type.String({ title: 'Code', description: 'Such as CHANGE_FROM_QUANTITY_STALE' })),
      problem: nullable(Type.String({ title: 'Problem' })),
    }),
    { title: 'Lines', description: 'In the order they were given' },
  ),
  refused: Type.Integer({ title: 'Refused lines' }),
})

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how much of products locations have, as a count; up to 250 lines at once. Lines can say what they expect to find.',
  effect: 'write',
  safety: 'key',
  input: speaking('stock', Input, SET_STOCK_FIELDS),
  output: Output,
  example: {
    lines: [
      {
        sku: 'HF-MUG-NAVY',
        inventoryItemId: 'gid://shopify/InventoryItem/46120044010001',
        locationId: 'gid://shopify/Location/70210388194',
        quantity: 118,
        outcome: 'set',
        code: null,
        problem: null,
      },
    ],
    refused: 0,
  },
  batch: { items: 'lines' },
  async run(input, context) {
    const given = parseInput(Input, input)
    const lines = await resolveLines(context, given.lines, given.locationId)
    const problems = new Map<number, Problem>()
    for (const { index, problem } of lines) if (problem) problems.set(index, problem)

    const sent = lines.filter(({ index }) => !problems.has(index))
    const refusedByShopify = await setLines(context, given, sent)
    for (const [index, problem] of refusedByShopify) problems.set(index, problem)
    if (given.stockWhereMissing === true) await stockMissing(context, given, sent, problems)
    const already = await settleStale(context, given, sent, problems)

    const refused = lines.flatMap((line) => {
      const problem = problems.get(line.index)
      return problem ? [{ index: line.index, name: nameOf(line), problem }] : []
    })
    if (refused.length > 0 && given.whenRefused !== 'report') {
      throw linesRefused(`Shopify set ${lines.length - refused.length} of ${lines.length} lines, and refused the others.`, refused)
    }
    return {
      lines: lines.map(({ index, given: { sku, quantity }, item, location }) => {
        const problem = problems.get(index)
        return {
          sku: sku ?? null,
          inventoryItemId: item ?? null,
          locationId: location,
          quantity,
          outcome: problem ? ('refused' as const) : already.has(index) ? ('already' as const) : ('set' as const),
          code: problem?.code ?? null,
          problem: problem?.problem ?? null,
        }
      }),
      refused: refused.length,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action

/** Sends what is left until Shopify takes it; answers why the others were refused, by their place in the input. */
async function setLines(context: ActionContext, input: Input, lines: readonly StockLine<Line>[]): Promise<ReadonlyMap<number, Problem>> {
  const refused = new Map<number, Problem>()
  let left = lines
  // Each round takes out what was refused; stock that changes meanwhile may need another round.
  while (left.length > 0) {
    const content = {
      name: input.quantityName ?? 'available',
      reason: input.reason ?? 'correction',
      ...(input.reference !== undefined && { referenceDocumentUri: input.reference }),
      quantities: left.map(({ item, location, given }) => ({
        inventoryItemId: item ?? '',
        locationId: location,
        quantity: given.quantity,
        changeFromQuantity: given.expected ?? null,
      })),
    }
    const { userErrors } = await sendOnce(context, content, async (key) =>
      payloadOf((await graphql(context, SET_QUANTITIES, { input: content, key })).inventorySetQuantities, 'set the stock'),
    )
    if (userErrors.length === 0) return refused
    const wrong = errorsByLine('set the stock', userErrors)
    for (const [place, problem] of wrong) {
      const line = left[place]
      if (line) refused.set(line.index, problem)
    }
    left = left.filter((_, place) => !wrong.has(place))
  }
  return refused
}

/** Begins to keep products where they are not kept, and forgets those problems. */
async function stockMissing(
  context: ActionContext,
  { quantityName }: Input,
  lines: readonly StockLine<Line>[],
  problems: Map<number, Problem>,
): Promise<void> {
  for (const { index, item, location, given } of lines) {
    if (problems.get(index)?.code !== 'ITEM_NOT_STOCKED_AT_LOCATION') continue
    const content = {
      item: item ?? '',
      location,
      ...(quantityName === 'on_hand' ? { onHand: given.quantity } : { available: given.quantity }),
    }
    const answer = await graphql(context, STOCK_ITEM, { ...content, key: keyOf(context, content) })
    const { userErrors } = payloadOf(answer.inventoryActivate, 'begin to keep stock')
    const [error] = userErrors
    if (error) problems.set(index, { code: 'ITEM_NOT_STOCKED_AT_LOCATION', problem: error.message })
    else problems.delete(index)
  }
}

/**
 * A line that expected something else may be set already: by the first try of this very call, or by somebody. Then there is no problem; otherwise the
 * problem says what there is. Answers the places of the former.
 */
async function settleStale(
  context: ActionContext,
  { quantityName }: Input,
  lines: readonly StockLine<Line>[],
  problems: Map<number, Problem>,
): Promise<ReadonlySet<number>> {
  const stale = lines.filter(({ index }) => problems.get(index)?.code === 'CHANGE_FROM_QUANTITY_STALE')
  const items = await readItems(context, [...new Set(stale.map(({ item }) => item ?? ''))])
  const already = new Set<number>()
  for (const { index, item, location, given } of stale) {
    const level = items.find(({ id }) => id === item)?.inventoryLevels.nodes.find((node) => node.location.id === location)
    const now = level?.quantities.find(({ name }) => name === (quantityName ?? 'available'))?.quantity
    if (now === undefined) continue
    if (now === given.quantity) {
      problems.delete(index)
      already.add(index)
    } else {
      problems.set(index, {
        code: 'CHANGE_FROM_QUANTITY_STALE',
        problem: `There are ${now}, not ${given.expected} as expected: it changed meanwhile. Read the stock again, then set it.`,
      })
    }
  }
  return already
}
