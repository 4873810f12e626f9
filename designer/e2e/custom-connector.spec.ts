// A consultant brings the description of an API that Tillflow has no connector for, chooses operations, and connects it.
import { FIRST } from './demo.ts'
import { expect, test } from './journey.ts'

const DESCRIPTION = `openapi: 3.0.3
info: { title: Harbour Loyalty, version: '1' }
servers: [{ url: 'https://loyalty.harbour-finch.example/v1' }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Loyalty-Key } } }
paths:
  /members/{id}:
    get: { operationId: getMember, summary: Get a member, tags: [Members], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': {} } }
  /points:
    post:
      operationId: addPoints
      summary: Add points
      tags: [Points]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [member, points], properties: { member: { type: string }, points: { type: integer } } } } } }
      responses: { '201': {} }
  /admin/reset:
    post: { operationId: reset, summary: Reset everything, deprecated: true, responses: { '204': {} } }
`

test('makes a connector from a description, and connects it', async ({ signedIn: page, complaints, installation }) => {
  await page.goto('/settings/connectors')
  await expect(page.getByRole('heading', { level: 1, name: 'Connectors' })).toBeVisible()
  await page.getByRole('button', { name: 'New connector' }).click()
  await page.getByRole('menuitem', { name: 'From a description of the API' }).click()
  await page.getByLabel('Or paste the text').fill('openapi: 3.0.3')
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByText('The document describes no operation.')).toBeVisible()
  await page.getByLabel('Or paste the text').fill(DESCRIPTION)
  await page.getByRole('button', { name: 'Read it' }).click()

  await expect(page.getByText('Harbour Loyalty describes 3 operations.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Get a member' }).check()
  await page.getByRole('checkbox', { name: 'Add points' }).check()
  await page.getByRole('button', { name: 'Go on' }).click()

  await expect(page.getByRole('textbox', { name: 'Base URL' })).toHaveValue('https://loyalty.harbour-finch.example/v1')
  await page.getByRole('button', { name: /Add points/ }).click()
  await expect(page.getByRole('combobox', { name: 'Safe to repeat' })).toHaveValue('No: a person decides after a lost answer')
  await page.getByRole('button', { name: 'Save connector' }).click()
  await expect(page.getByRole('button', { name: 'Save version 2' })).toBeVisible()
  await page.getByPlaceholder('What is new in this version').fill('Nothing yet')
  await page.getByRole('button', { name: 'Save version 2' }).click()
  await expect(page.getByRole('button', { name: 'Save version 3' })).toBeVisible()

  await page.goto(`/c/${FIRST.slug}/connections?open=new`)
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: /^Harbour Loyalty/ }).click()
  await drawer.getByLabel('API key').fill('key-0123456789')
  await drawer.getByRole('button', { name: 'Save and test' }).click()
  // The made-up address is nowhere: the connection is there all the same, and says so.
  await expect(drawer.getByRole('status')).toBeVisible({ timeout: 30_000 })
  const { items } = await installation.api<{ items: readonly { name: string; connector: string }[] }>(`/clients/${FIRST.slug}/connections`)
  expect(items.find(({ name }) => name === 'Harbour Loyalty')?.connector).toMatch(/^custom-harbour-loyalty-/)
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([])
})
