// /brand/…: the images of brands, for everybody who knows their address, which nobody can guess. The address changes with the image.
import type { Hono } from 'hono'
import { IMAGES_PATH } from '../branding/service.ts'
import type { Env } from './observe.ts'
import type { Services } from './services.ts'

const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  // Opened by itself it would be a page of ours: it runs nothing, loads nothing, and is saved in place of being shown.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'content-disposition': 'attachment',
  'x-content-type-options': 'nosniff',
}

export function mountBrandImages(app: Hono<Env>, { branding }: Services): void {
  app.get(`${IMAGES_PATH}:hash`, async (c) => {
    const hash = c.req.param('hash')
    const image = /^[0-9a-f]{40}$/.test(hash) ? await branding.image(hash) : undefined
    if (!image) return c.text('There is no such image.\n', 404, { 'cache-control': 'no-store' })
    const headers = { ...HEADERS, 'content-type': image.type, etag: `"${hash}"` }
    if (c.req.header('if-none-match')?.includes(hash)) return new Response(null, { status: 304, headers })
    return new Response(new Uint8Array(image.bytes), { headers })
  })
}
