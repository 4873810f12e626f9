// Pictures of what a journey shows, in the sizes and colours that people use it in: to be looked at, not compared.
import type { Page } from '@playwright/test'
import { expect } from './journey.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const

/** `artifacts/screenshots/NAME-1440-light.png` and so on; the page is left as it was. */
export async function takeLooks(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
      await page.screenshot({ path: `artifacts/screenshots/${name}-${size.width}-${scheme}.png` })
    }
  }
  await page.setViewportSize(SIZES[0])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
}
