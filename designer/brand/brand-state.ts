// The brand that is shown now. It changes with who signs in, and when somebody saves another.
import { create } from 'zustand'
import { NO_BRAND, type Brand } from '#shared/model/branding.ts'
import { request } from '#designer/api/client.ts'
import { setProductName } from '#designer/i18n/product-name.ts'
import { firstBrand } from './first-brand.ts'

const useBrandState = create<{ readonly brand: Brand }>()(() => ({ brand: firstBrand ?? NO_BRAND }))

export const useBrand = (): Brand => useBrandState(({ brand }) => brand)

/** Asks for the brand anew. Where it cannot be had, the one there is stays. */
export async function reloadBrand(): Promise<void> {
  try {
    const brand = await request<Brand>('/brand')
    setProductName(brand.productName)
    useBrandState.setState({ brand })
  } catch {
    // The page that is opened next says what is wrong with the server.
  }
}
