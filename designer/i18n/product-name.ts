// Texts call the product by the name that the partner gave it.
import { PRODUCT_NAME } from '#shared/model/branding.ts'
import { firstBrand } from '#designer/brand/first-brand.ts'

let name = firstBrand?.productName ?? PRODUCT_NAME

export function setProductName(given: string): void {
  name = given
}

const OWN_NAME = new RegExp(`\\b${PRODUCT_NAME}\\b`, 'g')

/** `template` is the text before values were put in: where it does not speak of the product, a value that does stays as it is. */
export const withProductName = (text: string, template: string): string =>
  name !== PRODUCT_NAME && template.includes(PRODUCT_NAME) ? text.replaceAll(OWN_NAME, () => name) : text
