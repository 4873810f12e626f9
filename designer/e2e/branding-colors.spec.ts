// A brand's colour may be any: what is made of it is read on every page.
import { seriousFindings } from './accessibility.ts'
import { demoFlow, FIRST } from './demo.ts'
import { expect, test } from './journey.ts'

/** Too pale for light pages, too deep for dark ones, and between. */
for (const color of ['#ffd400', '#0a1f44', '#9e9e9e']) {
  test(`the app is readable in ${color}, on light and on dark pages`, async ({ signedIn: page, installation }) => {
    await installation.api('/branding', { method: 'PUT', json: { color, productName: 'Northwind Connect' } })
    const flow = await demoFlow(installation)
    const visits = {
      overview: `/c/${FIRST.slug}/overview`,
      flow: `/c/${FIRST.slug}/flows/${flow.id}`,
      notifications: '/settings/notifications',
      branding: '/settings/branding',
      'sign-in': '/sign-in',
    }
    for (const [name, address] of Object.entries(visits)) {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(address)
      await expect(page).toHaveURL(address)
      await expect(page.getByRole('main')).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
        expect.soft(await seriousFindings(page, { rules: ['color-contrast'] }), `${name}, ${scheme}`).toEqual([])
        await page.screenshot({ path: `artifacts/screenshots/branding-${color.slice(1)}-${name}-${scheme}.png` })
      }
    }
  })
}
