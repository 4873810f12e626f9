// Sets stock of a warehouse to what was counted, as a stock reconciliation; once for each warehouse and time of counting.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { readConfig } from '../auth.ts'
import { create, list, submit } from '../client.ts'
import { amount, Docstatus, name, Stage, stageOf } from '../inputs.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { STOCK_FIELDS } from '../retail.ts'

const STOCK_RECONCILIATION = 'Stock Reconciliation'

const Input = speaking(
  'stock',
  Type.Object(
    {
      warehouse: name('Warehouse', 'Such as Stores - HF.'),
      countedAt: Type.String({
        title: 'Counted at',
        description:
          'ISO 8601 with a zone, to the second. With the warehouse it names the count for ever; stock that moved later still counts.',
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})$',
      }),
      company: name('Company', 'Whose stock.'),
      differenceAccount: Type.Optional(
        name('Difference account', 'Where the value of differences goes, such as Stock Adjustment - HF. ERPNext’s when empty.'),
      ),
      costCenter: Type.Optional(name('Cost centre', 'Such as Main - HF.')),
      lines: Type.Array(
        Type.Object(
          {
            itemCode: name('Item code', 'Usually the SKU. Each once.'),
            quantity: amount('Counted quantity', 'As decimal text.'),
            valuationRate: Type.Optional(amount('Valuation rate', 'Cost of one. As it is when empty; needed where ERPNext knows none.')),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  STOCK_FIELDS,
)
type Wanted = Static<typeof Input>

const ErpCount = Type.Object({ name: Type.String({ minLength: 1 }), docstatus: Docstatus })
const Output = Type.Object({
  number: Type.Union([Type.String(), Type.Null()], {
    title: 'Number',
    description: 'Such as MAT-RECO-2026-00042; nothing where all was as counted.',
  }),
  stage: Type.Union([Stage, Type.Null()]),
})

/** What ERPNext says where nothing differs. */
const NOTHING_TO_DO = 'EmptyStockReconciliationItemsError'

export const reconcileStock = {
  id: 'reconcile-stock',
  label: 'Reconcile stock',
  description: 'Sets quantities in a warehouse to what was counted. The same count is never booked a second time.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { number: 'MAT-RECO-2026-00042', stage: 'submitted' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { url, simulator } = readConfig(context.config)
    return await oneAtATime(`erpnext ${url} ${simulator ?? ''} count ${wanted.warehouse} ${wanted.countedAt}`, () =>
      countOnce(wanted, context),
    )
  },
} as const satisfies Action

async function countOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const at = clockOf(wanted, context)
  try {
    const count = (await findCount(context, wanted, at)) ?? (await create(context, STOCK_RECONCILIATION, ErpCount, toDocument(wanted, at)))
    const done = count.docstatus === 1 ? count : await submit(context, STOCK_RECONCILIATION, count.name, ErpCount)
    return { number: done.name, stage: stageOf(done.docstatus) }
  } catch (error) {
    const { details } = error as { readonly details?: { readonly vendorCode?: string } }
    if (details?.vendorCode === NOTHING_TO_DO) return { number: null, stage: null }
    throw error
  }
}

interface Clock {
  readonly date: string
  readonly time: string
}

/** As the site's clock showed it. */
function clockOf({ countedAt }: Wanted, context: CallContext): Clock {
  const instant = new Date(countedAt)
  if (Number.isNaN(instant.getTime())) {
    throw new AppError('action-input-invalid', {
      message: say`"${countedAt}" is not a time.`,
      issues: [{ path: '/countedAt', code: 'date', message: 'Not a time.' }],
    })
  }
  const shown = siteTime(instant, readConfig(context.config).timeZone)
  return { date: shown.slice(0, 10), time: shown.slice(11, 19) }
}

async function findCount(context: CallContext, { warehouse }: Wanted, { date, time }: Clock): Promise<Static<typeof ErpCount> | undefined> {
  const [found] = await list(context, STOCK_RECONCILIATION, ErpCount, {
    filters: [
      ['set_warehouse', '=', warehouse],
      ['posting_date', '=', date],
      ['posting_time', '=', time],
      ['docstatus', '<', 2],
    ],
    fields: Object.keys(ErpCount.properties),
    orderBy: 'creation asc, name asc',
    limit: 1,
  })
  return found
}

const toDocument = ({ warehouse, company, differenceAccount, costCenter, lines }: Wanted, { date, time }: Clock) => ({
  purpose: 'Stock Reconciliation',
  company,
  posting_date: date,
  posting_time: time,
  set_posting_time: 1,
  set_warehouse: warehouse,
  ...(differenceAccount !== undefined && { expense_account: differenceAccount }),
  ...(costCenter !== undefined && { cost_center: costCenter }),
  items: lines.map(({ itemCode, quantity, valuationRate }) => ({
    item_code: itemCode,
    warehouse,
    qty: exactNumber(quantity),
    ...(valuationRate !== undefined && { valuation_rate: exactNumber(valuationRate) }),
  })),
})
