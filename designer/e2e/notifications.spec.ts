// What a person wants to be told by mail: chosen, kept, and shown before it is sent.
import { expect, test } from './journey.ts'
import { takeLooks } from './looks.ts'

test('chooses what to be told by mail, and sees the summary before it comes', async ({ signedIn: page, complaints }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /^Your account/ }).click()
  await page.getByRole('menuitem', { name: 'Notifications' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeFocused()
  await expect(page.getByText('This server cannot send mails yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send a test mail' })).toBeDisabled()
  await expect(page.getByRole('radio', { name: 'Nothing' })).toBeChecked()
  const summary = page.getByRole('article')
  await expect(summary).toContainText('Summary of')
  await expect(summary).toContainText('Juniper & Vale')

  const save = page.getByRole('button', { name: 'Save' })
  await expect(save).toBeDisabled()
  await page.getByRole('radio', { name: /^Records that wait/ }).check()
  await page.getByRole('switch', { name: 'A summary once a day' }).click()
  await page.getByLabel('At what time').fill('')
  await save.click()
  await expect(page.getByText('Enter a time such as 07:30.')).toBeVisible()
  await page.getByLabel('At what time').fill('06:45')
  await page.getByText('Every day').click()
  await page.getByRole('combobox', { name: 'Language of the mails' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await expect(summary).toContainText('Übersicht vom')
  await takeLooks(page, 'notifications-chosen')
  await save.click()
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible()

  await page.reload()
  await expect(page.getByRole('radio', { name: /^Records that wait/ })).toBeChecked()
  await expect(page.getByLabel('At what time')).toHaveValue('06:45')
  await expect(page.getByRole('radio', { name: 'Every day' })).toBeChecked()
  await expect(page.getByRole('article')).toContainText('Übersicht vom')
  expect(complaints).toEqual([])
})
