// The connection test's read.
import { Type } from 'typebox'
import { document } from './document.ts'

export const SHOP = document(
  'TillflowShop',
  `query TillflowShop {
  shop { id name myshopifyDomain currencyCode ianaTimezone }
  currentAppInstallation { accessScopes { handle } }
}`,
  Type.Object({
    shop: Type.Object({
      id: Type.String(),
      name: Type.String(),
      myshopifyDomain: Type.String(),
      currencyCode: Type.String(),
      ianaTimezone: Type.String(),
    }),
    currentAppInstallation: Type.Object({ accessScopes: Type.Array(Type.Object({ handle: Type.String() })) }),
  }),
)
