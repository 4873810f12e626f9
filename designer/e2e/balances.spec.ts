// What an analyst does about sums that must agree: from a preset to a difference that goes to a field, and back.
import type { Page } from '@playwright/test'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import { demoFlow, FIRST } from './demo.ts'
import type { Installation } from './installation.ts'
import { expect as soon, test } from './journey.ts'
import { takeLooks } from './looks.ts'

const expect = soon.configure({ timeout: 30_000 })
test.use({ actionTimeout: 30_000 })

/** The demo flow's mapping of an order, without its balance, on four of its samples. */
async function withoutBalance(at: Installation): Promise<string> {
  const demo = await demoFlow(at)
  const path = `/clients/${FIRST.slug}/flows`
  const { flow } = await at.api<FlowDetail>(`${path}/${demo.id}`)
  const node = flow.draft.nodes['map-order']
  if (node?.kind !== 'map') throw new Error('The demo flow has no mapping')
  const { balance: _, ...config } = node.config
  const document: FlowDocument = {
    ...flow.draft,
    name: 'Without balances',
    nodes: { start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } }, 'map-order': { ...node, config } },
    edges: [{ from: 'start', port: 'out', to: 'map-order' }],
    layout: { nodes: { start: { x: 0, y: 0 }, 'map-order': { x: 260, y: 0 } } },
  }
  delete (document as { lane?: unknown }).lane
  const made = await at.api<Flow>(path, { method: 'POST', json: { document } })
  const { items } = await at.api<{ items: readonly Sample[] }>(`${path}/${demo.id}/samples`)
  for (const { name, input } of items.slice(0, 4)) await at.api(`${path}/${made.id}/samples`, { method: 'POST', json: { name, input } })
  return made.id
}

async function balancesOf(at: Installation, id: string): Promise<readonly BalanceContract[] | undefined> {
  const { flow } = await at.api<FlowDetail>(`/clients/${FIRST.slug}/flows/${id}`)
  const node = flow.draft.nodes['map-order']
  return node?.kind === 'map' ? node.config.balance : undefined
}

const panel = (page: Page) => page.getByRole('region', { name: 'Sums that must agree' })
const amount = (page: Page, name: string) => panel(page).getByRole('group', { name, exact: true })
/** What stands beside the samples is the answer to what was changed last. */
const evaluated = (page: Page) => expect(panel(page).locator('ul[aria-busy="false"]')).toBeVisible()
const states = (page: Page, state: string) => panel(page).locator(`li[data-state="${state}"]`)

async function pick(page: Page, name: string, path: string): Promise<void> {
  const input = amount(page, name)
    .getByRole('textbox', { name: 'Amount' })
    .or(amount(page, name).getByRole('combobox', { name: 'Amount' }))
    .first()
  await input.click()
  await input.fill(path)
  await page.getByRole('option', { name: path }).first().click()
}

test('says which sums must agree, from a preset to where the difference goes', async ({ signedIn: page, installation, complaints }) => {
  test.setTimeout(240_000)
  const id = await withoutBalance(installation)
  await page.goto(`${installation.url}/c/${FIRST.slug}/flows/${id}?node=map-order&row=reference`)
  const mapping = page.getByRole('region', { name: 'Mapping' })
  await expect(mapping.getByRole('columnheader').filter({ hasText: 'Simple order' })).toBeVisible()
  await page.getByRole('button', { name: 'Say which must agree' }).click()

  await test.step('a preset fills in what it can tell by the names, and says what it gives on each sample', async () => {
    await panel(page).getByRole('button', { name: 'Add a balance' }).click()
    await page.getByRole('menuitem', { name: /^Order total/ }).click()
    await expect(panel(page).getByRole('textbox', { name: 'Name', exact: true }).first()).toHaveValue('Order total')
    await expect(amount(page, 'Amount 1 on the left').getByRole('textbox', { name: 'Formula' })).toHaveValue(
      '$sumMoney(lines.$multiply(unitPrice, quantity))',
    )
    await expect(panel(page).locator('li[data-state]')).toHaveCount(4)
    await takeLooks(page, 'balance-preset')
  })

  await test.step('amounts of the source are picked from the list, and the sums agree', async () => {
    await pick(page, 'Amount 1 on the right', 'expectedTotal')
    await panel(page).getByRole('button', { name: 'Another amount' }).first().click()
    await pick(page, 'Amount 2 on the left', 'total_tax')
    await evaluated(page)
    const before = await states(page, 'balanced').count()
    // Prices that include the tax: without it the sums agree on more samples.
    await amount(page, 'Amount 2 on the left').getByRole('button', { name: 'Remove Total tax' }).click()
    await expect(amount(page, 'Amount 2 on the left')).toHaveCount(0)
    await evaluated(page)
    expect(await states(page, 'balanced').count()).toBeGreaterThan(before)
  })

  await test.step('a minus sign makes a difference; undo takes it back', async () => {
    const agreed = await states(page, 'balanced').count()
    await amount(page, 'Amount 1 on the left').getByRole('button', { name: 'Added: subtract it instead' }).click()
    await expect(states(page, 'unbalanced')).toHaveCount(4)
    await takeLooks(page, 'balance-unbalanced')
    await mapping.getByRole('button', { name: 'Undo' }).click()
    await expect(states(page, 'balanced')).toHaveCount(agreed)
    await expect(amount(page, 'Amount 1 on the left').getByRole('button', { name: 'Added: subtract it instead' })).toBeVisible()
  })

  await test.step('a tolerance with its currency, and a field that takes the difference', async () => {
    await panel(page).getByRole('textbox', { name: 'May differ by' }).fill('0,05')
    await expect(panel(page).getByText('Write an amount such as 0.05.')).toBeVisible()
    await panel(page).getByRole('textbox', { name: 'May differ by' }).fill('5000')
    await panel(page).getByRole('textbox', { name: 'Currency' }).fill('gbp')
    const residual = panel(page)
      .getByRole('textbox', { name: 'The difference goes to' })
      .or(panel(page).getByRole('combobox', { name: 'The difference goes to' }))
      .first()
    await residual.fill('expectedTotal')
    await expect(panel(page).getByText(/a row fills expectedTotal already/)).toBeVisible()
    await residual.fill('rounding')
    await expect(
      panel(page).getByText('A difference up to 5000 GBP goes to rounding; a larger one sends the record to the exception desk.'),
    ).toBeVisible()
    await expect(states(page, 'unbalanced')).toHaveCount(0)
    await takeLooks(page, 'balance-tolerance')
  })

  await test.step('a field that does not exist is an error', async () => {
    await amount(page, 'Amount 1 on the left').getByRole('textbox', { name: 'Formula' }).fill('$sumMoney(lines, "amout")')
    await expect(panel(page).getByText(/reads lines\.amout, which no row fills/)).toBeVisible()
    await expect(states(page, 'failed')).toHaveCount(4)
    await takeLooks(page, 'balance-error')
    await mapping.getByRole('button', { name: 'Undo' }).click()
    await expect(states(page, 'failed')).toHaveCount(0)
  })

  await test.step('what was edited is in the document', async () => {
    await expect
      .poll(() => balancesOf(installation, id))
      .toEqual([
        {
          label: 'Order total',
          left: [{ label: 'Lines', amount: '$sumMoney(lines.$multiply(unitPrice, quantity))' }],
          right: [{ label: 'Total', amount: 'expectedTotal' }],
          tolerance: '5000',
          currency: 'GBP',
          residual: 'rounding',
        },
      ])
  })

  await test.step('the strip shows it; deleted and undone it is there again', async () => {
    await panel(page).getByRole('button', { name: 'Close the balances' }).click()
    await expect(panel(page).getByRole('button', { name: /^Simple order: / })).toBeVisible()
    await takeLooks(page, 'balance-strip')
    await panel(page).getByRole('button', { name: 'Order total', exact: true }).click()
    await panel(page).getByRole('button', { name: 'Delete the balance' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the balance' }).click()
    await expect.poll(() => balancesOf(installation, id)).toBeUndefined()
    await mapping.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await balancesOf(installation, id))?.length).toBe(1)
  })
  expect(complaints).toEqual([])
})
