// The built designer: hashed files for ever, index.html asked for anew each time, every other address the app's own (it has its router).
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono, MiddlewareHandler } from 'hono'
import { mountBrandImages } from './brand-images.ts'
import { brandAsked } from './brand-asked.ts'
import { brandedPage } from './branded-page.ts'
import { taggedResponse } from './etag.ts'
import type { Env } from './observe.ts'
import type { Services } from './services.ts'

const NOT_BUILT = 'The designer is not built. Run `npm run build`, then reload this page.\n'

export function mountDesigner(app: Hono<Env>, services: Services): void {
  const { config } = services
  const index = join(config.designerDir, 'index.html')
  let files: MiddlewareHandler | undefined

  mountBrandImages(app, services)

  app.get('*', async (c, next) => {
    // It may be built while we run.
    if (!existsSync(index)) return c.text(NOT_BUILT, 503, { 'cache-control': 'no-store' })
    if (c.req.path === '/' || c.req.path === '/index.html') return next()
    files ??= serveStatic({ root: config.designerDir, precompressed: true })
    const found = await files(c, next)
    if (!(found instanceof Response)) return
    if (c.req.path.startsWith('/assets/')) found.headers.set('cache-control', 'public, max-age=31536000, immutable')
    return found
  })
  app.get('*', async (c) => {
    // A missing file is no page: a script tag must not get HTML.
    if (/\.[a-z0-9]+$/i.test(c.req.path) && c.req.path !== '/index.html') return c.text('There is no such file.\n', 404)
    // The brand comes with the first bytes: nobody sees another name or colour for a moment.
    const { brand, cookies } = await brandAsked(services, c.req.raw.headers)
    const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' })
    for (const cookie of cookies) headers.append('set-cookie', cookie)
    return taggedResponse(c.req.raw, brandedPage(await readFile(index, 'utf8'), brand), headers)
  })
}
