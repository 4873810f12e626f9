// The partner's brand: set by who administers it, shown to everybody.
import { AppError } from '#shared/errors.ts'
import { BRAND_IMAGES, BrandSettings, type BrandImage } from '#shared/model/branding.ts'
import { brandAsked } from '../brand-asked.ts'
import { param, partnerRoute, publicRoute, type PublicCall, type Route } from '../route.ts'

export const brandingRoutes: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path: '/api/v1/brand',
    summary: 'Name and looks of the product as the caller is shown it: of their partner, or before signing in of the only partner there is',
    tagged: true,
    run: async ({ services, headers, setCookies }) => {
      const { brand, cookies } = await brandAsked(services, headers)
      setCookies(cookies)
      return brand
    },
  }),
  partnerRoute({
    method: 'GET',
    path: '/branding',
    permission: 'administer',
    summary: 'What is set of the brand',
    run: ({ services, principal }) => services.branding.get(principal.partnerId),
  }),
  partnerRoute({
    method: 'PUT',
    path: '/branding',
    permission: 'administer',
    summary: 'Set the product name, the colour and where people find help; what is left out is the product’s own',
    body: BrandSettings,
    run: ({ services, principal, body }) => services.branding.save(principal, body),
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/branding',
    permission: 'administer',
    summary: 'Back to the product’s own name and looks, without any image',
    status: 204,
    run: ({ services, principal }) => services.branding.reset(principal),
  }),
  partnerRoute({
    method: 'PUT',
    path: '/branding/images/:image',
    permission: 'administer',
    summary: 'Put an image, `logo`, `logo-dark` or `mark`: the bytes of a PNG, SVG or WebP of up to 200 KB as the body',
    streamed: true,
    run: (call) => call.services.branding.putImage(call.principal, imageParam(call), call.stream),
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/branding/images/:image',
    permission: 'administer',
    summary: 'Remove an image',
    status: 204,
    run: (call) => call.services.branding.removeImage(call.principal, imageParam(call)),
  }),
]

function imageParam(call: PublicCall): BrandImage {
  const image = BRAND_IMAGES.find((one) => one === param(call, 'image'))
  if (!image) throw new AppError('not-found')
  return image
}
