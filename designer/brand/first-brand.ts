// The brand that came with the page (runtime/http/branded-page.ts): it is known before anything is drawn.
import { NO_BRAND, type Brand } from '#shared/model/branding.ts'

/** Undefined where the page came from elsewhere, as from Vite's own server. */
export const firstBrand: Brand | undefined = readBrand()

function readBrand(): Brand | undefined {
  // Tests of single functions run without a browser.
  const data = typeof document === 'undefined' ? undefined : document.getElementById('brand')?.textContent
  return data ? { ...NO_BRAND, ...(JSON.parse(data) as Brand) } : undefined
}
