// The built designer: hashed files for ever, index.html never from a cache, every other address the app's own (it has its router).
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono, MiddlewareHandler } from 'hono'
import type { Env } from './observe.ts'
import type { Services } from './services.ts'

const NOT_BUILT = 'The designer is not built. Run `npm run build`, then reload this page.\n'

export function mountDesigner(app: Hono<Env>, { config }: Services): void {
  const index = join(config.designerDir, 'index.html')
  let files: MiddlewareHandler | undefined

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
    return c.html(await readFile(index, 'utf8'), 200, { 'cache-control': 'no-cache' })
  })
}
