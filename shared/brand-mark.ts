// The small square sign of a brand, for the browser's tab and narrow places.
import { brandColors } from './brand-colors.ts'
import { isBranded, type Brand } from './model/branding.ts'

/** The product's own, designer/public/favicon.svg. */
export const OWN_MARK = '/favicon.svg'
export const OWN_COLOR = '#3d4fc4'

/** Address of the sign: the brand's own, else the first letter of its name on its colour. */
export function markOf(brand: Brand): string {
  if (!isBranded(brand)) return OWN_MARK
  const { images, productName, color } = brand
  if (images.mark !== undefined) return images.mark
  const { fill, onFill } = brandColors(color ?? OWN_COLOR).light
  return `data:image/svg+xml,${encodeURIComponent(letterMark(productName, fill, onFill))}`
}

function letterMark(productName: string, color: string, onColor: string): string {
  const [first] = new Intl.Segmenter().segment(productName.trim())
  const letter = (first?.segment ?? '').toUpperCase()
  const escaped = letter.replaceAll(/[&<>]/g, (character) => `&#${character.codePointAt(0)};`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${color}"/><text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="19" font-weight="700" text-anchor="middle" fill="${onColor}">${escaped}</text></svg>`
}
