// A record that went wrong is kept as a case, and guards the flow: nothing is published while it gives something else than is expected.
import type { Sample } from '#shared/model/flows.ts'
import { demoFlow, deployRule, exceptionsOf, FIRST, sendSamples } from './demo.ts'
import { publishButton } from './flow-editor.ts'
import { expect, test } from './journey.ts'

test('a failed record becomes a case that must pass before the flow is published', async ({ signedIn: page, installation, complaints }) => {
  await deployRule(installation, 'reference', { kind: 'expression', expression: '""' })
  await sendSamples(installation, ['Simple order'])
  const [exception] = await exceptionsOf(installation, FIRST.slug)
  await page.goto(`/c/${FIRST.slug}/exceptions/${exception?.id}`)
  await page.getByRole('button', { name: 'Save as case' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as case' })
  await dialog.getByLabel('Name of the case').fill('An order that went wrong')
  await page.screenshot({ path: 'artifacts/screenshots/save-as-case.png' })
  await dialog.getByRole('button', { name: 'Save as case' }).click()
  await expect(page.getByText(/The case is kept; \d+ values in it were replaced\./)).toBeVisible()

  const { id } = await demoFlow(installation)
  const { items } = await installation.api<{ items: Sample[] }>(`/clients/${FIRST.slug}/flows/${id}/samples`)
  const kept = items.find(({ name }) => name === 'An order that went wrong')
  expect(kept).toMatchObject({
    origin: { kind: 'exception', exceptionId: exception?.id },
    input: { email: 'person2@example.com', total_price: '114.95' },
  })
  expect(JSON.stringify(kept?.input)).not.toMatch(/connor|sian/i)

  await page.goto(`/c/${FIRST.slug}/flows/${id}`)
  await publishButton(page).click()
  const publish = page.getByRole('dialog', { name: /^Publish version/ })
  await expect(publish.getByText(/An order that went wrong|7 samples/).first()).toBeVisible({ timeout: 20_000 })
  await publish.getByRole('checkbox', { name: /only when all samples give what is expected/ }).check()
  await page.screenshot({ path: 'artifacts/screenshots/publish-samples.png' })
  await expect(publish.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
  expect(complaints).toEqual([])
})
