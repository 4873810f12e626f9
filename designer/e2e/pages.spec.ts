// Every page in both sizes and both schemes: a screenshot of each is kept, and what a browser can find wrong by itself is checked.
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { headingFindings, seriousFindings, type Look } from './accessibility.ts'
import { demoFlow, deployRule, exceptionsOf, FIRST, runsOf, sendSamples } from './demo.ts'
import { card, publishButton } from './flow-editor.ts'
import type { Installation } from './installation.ts'
import { expect, test } from './journey.ts'

const SCREENSHOTS = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url))
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const
const SCHEMES = ['light', 'dark'] as const

interface Visit {
  readonly name: string
  readonly address: (at: Installation) => string | Promise<string>
  /** The page is there when this is to be seen. */
  readonly ready: (page: Page) => Promise<void>
  readonly signedOut?: true
  /** What axe looks at, where it is not the whole page: the rest is a page of this list. */
  readonly part?: Look
  /** What is opened on the page; looked at in the large size only. */
  readonly open?: (page: Page) => Promise<void>
}

const shows = (text: string | RegExp) => (page: Page) => expect(page.getByRole('main').getByText(text).first()).toBeVisible()
const heading = (name: string | RegExp) => (page: Page) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const MAPPING: Look = { within: 'section[aria-label="Mapping"]' }
const BESIDE_PALETTE: Look = { without: ['aside[aria-label="Steps to add"]'] }
const below = (path: string) => () => `/c/${FIRST.slug}/${path}`
const flowAddress = async (at: Installation) => `/c/${FIRST.slug}/flows/${(await demoFlow(at)).id}`

const VISITS: readonly Visit[] = [
  { name: 'sign-in', address: () => '/sign-in', ready: heading('Sign in'), signedOut: true },
  { name: 'partner-overview', address: () => '/', ready: shows('Juniper & Vale') },
  { name: 'client-overview', address: below('overview'), ready: heading(FIRST.name) },
  { name: 'flows', address: below('flows'), ready: shows('Shopify order to ERP') },
  { name: 'flow-editor', address: flowAddress, ready: shows('Create sales order') },
  {
    name: 'mapping',
    part: MAPPING,
    address: async (at) => `${await flowAddress(at)}?node=map-order&row=reference`,
    ready: async (page) => {
      await expect(page.getByRole('region', { name: 'Mapping' })).toBeVisible()
      await expect(page.getByRole('button', { name: /^Result: / }).first()).toBeVisible()
    },
  },
  {
    name: 'mapping-lines',
    part: MAPPING,
    address: async (at) => `${await flowAddress(at)}?node=map-order&row=reference`,
    ready: async (page) => expect(page.getByRole('region', { name: 'Mapping' })).toBeVisible(),
    open: async (page) => {
      await page.getByRole('region', { name: 'Mapping' }).getByRole('radiogroup').getByText('Lines', { exact: true }).click()
      await expect(page.getByText(/\d+ links/)).toBeVisible()
    },
  },
  {
    name: 'flow-upgrade',
    address: async (at) => `${await flowAddress(at)}/upgrade`,
    ready: async (page) => expect(page.getByText('The same as now.').first()).toBeVisible(),
  },
  { name: 'runs', address: below('runs'), ready: shows('Shopify order to ERP') },
  {
    name: 'run',
    address: async (at) => `/c/${FIRST.slug}/runs/${(await runsOf(at, FIRST.slug)).find((run) => run.status === 'succeeded')?.id}`,
    ready: shows('Went in'),
  },
  { name: 'exceptions', address: below('exceptions'), ready: shows('Map order') },
  {
    name: 'exception',
    address: async (at) => `/c/${FIRST.slug}/exceptions/${(await exceptionsOf(at, FIRST.slug))[0]?.id}`,
    ready: shows('What to do with it'),
  },
  { name: 'approvals', address: below('approvals'), ready: heading('Approvals') },
  { name: 'windows', address: below('windows'), ready: heading('Collected records') },
  { name: 'topics', address: below('topics'), ready: heading('Flow messages') },
  { name: 'connections', address: below('connections'), ready: shows('Shopify shop') },
  { name: 'mapping-parts', address: below('mapping-parts'), ready: heading('Mapping parts') },
  { name: 'lookup-tables', address: below('lookup-tables?table=taxes&environment=live'), ready: shows('Tenders to payment journals') },
  { name: 'templates', address: below('templates'), ready: shows('Shopify order to ERP sales order') },
  { name: 'clone-wizard', address: below('templates/shopify-order-to-erp'), ready: shows('Name of the flow') },
  { name: 'client-settings', address: below('settings'), ready: shows('How long runs are kept') },
  { name: 'webhooks', address: below('webhooks'), ready: shows('harbour-finch.myshopify.com') },
  {
    name: 'simulators',
    address: below('simulators'),
    ready: (page) => expect(page.getByRole('table', { name: 'sale.order' })).toBeVisible(),
  },
  { name: 'connectors', address: () => '/settings/connectors', ready: shows('WooCommerce') },
  { name: 'connector-by-hand', address: () => '/settings/connectors?open=new', ready: shows('Add an operation') },
  { name: 'connector-import', address: () => '/settings/connectors?open=import', ready: shows('Or paste the text') },
  { name: 'members', address: () => '/settings/members', ready: shows('demo@tillflow.dev') },
  { name: 'api-keys', address: () => '/settings/api-keys', ready: heading('API keys') },
  { name: 'branding', address: () => '/settings/branding', ready: shows('In mails') },
  { name: 'notifications', address: () => '/settings/notifications', ready: shows('Nothing waits') },
  { name: 'audit', address: () => '/settings/audit', ready: heading(/Audit/) },
  {
    name: 'not-found',
    address: () => '/no/such/page',
    ready: async (page) => expect(page.getByText(/This page does not exist/).first()).toBeVisible(),
  },
  {
    name: 'editor-step',
    part: BESIDE_PALETTE,
    address: flowAddress,
    ready: shows('Create sales order'),
    open: async (page) => {
      await card(page, 'Paid how?').click()
      await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
    },
  },
  {
    name: 'editor-test-run',
    part: BESIDE_PALETTE,
    address: flowAddress,
    ready: shows('Create sales order'),
    open: async (page) => {
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      await page
        .getByRole('button', { name: /^(Run|Test)/ })
        .last()
        .click()
      await expect(card(page, 'Map order').getByTitle(/Done|exception/)).toBeVisible()
    },
  },
  {
    name: 'editor-versions',
    part: BESIDE_PALETTE,
    address: flowAddress,
    ready: shows('Create sales order'),
    open: async (page) => {
      await page.getByRole('button', { name: 'Versions' }).click()
      await expect(page.getByText('New rule for reference')).toBeVisible()
    },
  },
  {
    name: 'editor-publish',
    part: BESIDE_PALETTE,
    address: flowAddress,
    ready: shows('Create sales order'),
    open: async (page) => {
      await publishButton(page).click()
      await expect(page.getByRole('dialog')).toContainText('What changes since version 2')
    },
  },
  {
    name: 'new-connection',
    address: below('connections'),
    ready: shows('Shopify shop'),
    open: async (page) => {
      await page.getByRole('button', { name: 'New connection' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'clone-questions',
    address: below('templates/shopify-order-to-erp'),
    ready: shows('Name of the flow'),
    open: async (page) => {
      await page.getByRole('button', { name: 'Next' }).click()
      for (const [slot, connection] of [
        ['ERP', 'Odoo'],
        ['Shop', 'Shopify shop'],
      ] as const) {
        await page.getByRole('combobox', { name: slot }).click()
        await page.getByRole('option', { name: connection }).click()
      }
      await page.getByRole('button', { name: 'Next' }).click()
      await expect(page.getByLabel('Default customer')).toBeVisible()
    },
  },
]

/** A worker that failed is followed by one with an empty installation. */
const filled = new WeakSet<Installation>()

test.beforeEach(async ({ installation }) => {
  if (filled.has(installation)) return
  await sendSamples(installation, ['Simple order', 'Line and order discounts', 'Tip and import duties'])
  await deployRule(installation, 'reference', { kind: 'expression', expression: 'order_reference' })
  await sendSamples(installation, ['Two taxes on each line'])
  expect(await exceptionsOf(installation, FIRST.slug)).toHaveLength(1)
  filled.add(installation)
})

for (const visit of VISITS) {
  test(`${visit.name} is readable and accessible in both sizes and schemes`, async ({
    page,
    installation,
    complaints,
    context,
    holder,
  }) => {
    if (!visit.signedOut) await holder.signIn(context, installation)
    const address = await visit.address(installation)
    for (const size of visit.open ? SIZES.slice(0, 1) : SIZES) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(address)
      await visit.ready(page)
      await visit.open?.(page)
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
      await page.evaluate(() => document.fonts.ready)
      await page.mouse.move(0, 0)
      for (const scheme of SCHEMES) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
        // The other scheme has the same parts in other colours.
        const look: Look = { ...visit.part, ...(scheme === 'dark' && { rules: ['color-contrast'] }) }
        expect.soft(await seriousFindings(page, look), `accessibility at ${size.width} px, ${scheme}`).toEqual([])
        await page.screenshot({ path: `${SCREENSHOTS}${visit.name}-${size.width}-${scheme}.png`, animations: 'disabled' })
      }
      expect.soft(await overflow(page), `no sideways scrolling at ${size.width} px`).toEqual([])
    }
    expect.soft(await headingFindings(page), 'headings').toEqual([])
    expect
      .soft(
        complaints.filter((one) => !(visit.signedOut && one.includes('401'))),
        'console',
      )
      .toEqual([])
  })
}

/** What is wider than its frame: the document itself and the part of it that holds the page. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.body, document.querySelector('main')].flatMap((element) =>
      element && element.scrollWidth > element.clientWidth ? [`${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`] : [],
    ),
  )
}
