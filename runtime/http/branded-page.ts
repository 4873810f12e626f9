// The designer's index.html under a brand: its title, the sign in the browser's tab, and the brand itself as data that the app reads before it draws.
import { markOf } from '#shared/brand-mark.ts'
import { PRODUCT_NAME, type Brand } from '#shared/model/branding.ts'

/** Of the app: designer/state/brand.ts reads it. */
const DATA_ID = 'brand'

export function brandedPage(html: string, brand: Brand): string {
  const data = `<script type="application/json" id="${DATA_ID}">${JSON.stringify(brand).replaceAll('<', '\\u003c')}</script>`
  const named = html.replaceAll(new RegExp(`\\b${PRODUCT_NAME}\\b`, 'g'), () => escape(brand.productName))
  const signed = named.replace(/<link rel="icon"[^>]*>/, () => `<link rel="icon" href="${escape(markOf(brand))}" />`)
  return signed.replace('</head>', () => `${data}</head>`)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
