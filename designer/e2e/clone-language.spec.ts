// A template is cloned in another language than that of the app: the flow speaks it from then on.
import { FIRST } from './demo.ts'
import { card, publishButton } from './flow-editor.ts'
import { expect, test } from './journey.ts'

test('a flow is cloned in German by somebody who works in English', async ({ signedIn: page }) => {
  await page.goto(`/c/${FIRST.slug}/templates/shopify-cancellation-to-erp`)
  const language = page.getByRole('radiogroup', { name: 'Language of the flow' })
  await expect(language.getByRole('radio', { name: 'English' })).toBeChecked()
  await language.getByText('Deutsch', { exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Name of the flow' })).toHaveValue('Shopify-Stornierung zu ERP')
  await expect(page.getByText('Was die Vorlage tut')).toBeVisible()

  const next = page.getByRole('button', { name: 'Next' })
  await next.click()
  await expect(page.getByRole('combobox', { name: 'ERP' })).toHaveValue('Odoo')
  await next.click()
  await expect(page.getByLabel('Tag für Bestellungen, die im ERP storniert sind')).toBeVisible()
  await next.click()
  await expect(page.getByRole('definition').filter({ hasText: 'Deutsch' })).toBeVisible()
  await page.getByRole('button', { name: 'Create the flow' }).click()
  await page.getByRole('link', { name: 'Open the flow' }).click()
  await expect(card(page, 'Verkaufsauftrag stornieren')).toBeVisible()
  await expect(publishButton(page)).toBeVisible()
})
