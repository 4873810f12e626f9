// People come, get another role, forget their password and leave; and one changes one's own password.
import { expect, test } from './journey.ts'

test('a member is added, changed, given a new password and removed', async ({ signedIn: page, complaints }) => {
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'New member' }).click()
  const adding = page.getByRole('dialog', { name: 'New member' })
  await adding.getByLabel('Name', { exact: true }).fill('Kim Novak')
  await adding.getByLabel('E-mail').fill('kim@example.com')
  await adding.getByRole('textbox', { name: 'First password' }).fill('kims first password')
  await adding.getByRole('button', { name: 'Add member' }).click()
  const row = page.getByRole('row').filter({ hasText: 'kim@example.com' })
  await expect(row).toContainText('Consultant')

  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'More for Kim Novak' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Role and clients')
  const editing = page.getByRole('dialog', { name: 'Role and clients of Kim Novak' })
  await editing.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Operator' }).click()
  await editing.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Operator')

  await choose('New password')
  const dialog = page.getByRole('dialog', { name: 'New password for Kim Novak' })
  await dialog.getByRole('textbox', { name: 'New password' }).fill('kims second password')
  await dialog.getByRole('button', { name: 'Set password' }).click()
  await expect(dialog).toBeHidden()

  await choose('Remove member')
  await page.getByRole('button', { name: 'Remove member' }).click()
  await expect(row).toHaveCount(0)

  await page.goto('/settings/audit')
  const entry = page.getByRole('row').filter({ hasText: 'Member removed' })
  await expect(entry).toContainText('kim@example.com')
  await expect(entry).not.toContainText('user_')
  expect(complaints).toEqual([])
})

test('one changes one’s own password', async ({ page, installation }) => {
  await installation.api('/members', {
    method: 'POST',
    json: { name: 'Lee', email: 'lee@example.com', password: 'lees first password', role: 'operator' },
  })
  const signIn = async (password: string) => {
    await page.getByLabel('E-mail').fill('lee@example.com')
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Your account: Lee' })).toBeVisible()
  }
  await page.goto('/sign-in')
  await signIn('lees first password')
  await page.getByRole('button', { name: 'Your account: Lee' }).click()
  await page.getByRole('menuitem', { name: 'Change password' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change password' })
  await dialog.getByRole('textbox', { name: 'Current password' }).fill('not the password')
  await dialog.getByRole('textbox', { name: 'New password' }).fill('lees second password')
  await dialog.getByRole('button', { name: 'Change password' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The current password is wrong')
  await dialog.getByRole('textbox', { name: 'Current password' }).fill('lees first password')
  await dialog.getByRole('button', { name: 'Change password' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Your account: Lee' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await signIn('lees second password')
})
