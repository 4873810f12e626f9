// A brand over HTTP: who sets it, who sees it, and that nobody sees another partner's.
import { mkdir, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Brand, Branding } from '#shared/model/branding.ts'
import { BASE, openHttpBench, type HttpBench } from './http.testing.ts'

const SETTINGS = {
  productName: 'Harbour Connect',
  color: '#00695C',
  support: { address: 'help@harbour.example', text: 'Monday to Friday' },
}
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const ADMIN = { name: 'Ada', email: 'ada@example.com', password: 'a long password', partner: 'Harbour' }

let bench: HttpBench
let harbour: Awaited<ReturnType<HttpBench['addPartner']>>
beforeEach(async () => {
  bench = await openHttpBench()
  harbour = await bench.addPartner('Harbour')
})
afterEach(() => bench.close())

const put = (image: string, bytes: Uint8Array | string, key = harbour.admin, headers: Record<string, string> = {}) =>
  bench.app.request(`/api/v1/branding/images/${image}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, ...headers },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  })
const save = (body: unknown = SETTINGS, key = harbour.admin) => bench.ask<Branding>('PUT', '/branding', { key, body })
const brandOf = async (key?: string) => (await bench.ask<Brand>('GET', '/brand', key === undefined ? {} : { key })).body
const OWN: Brand = { productName: 'Tillflow', images: {} }

describe('a brand', () => {
  it('is the product’s own until somebody sets one, and after a reset', async () => {
    expect(await brandOf(harbour.viewer)).toEqual(OWN)
    expect((await bench.ask('GET', '/branding', { key: harbour.admin })).body).toEqual({
      settings: {},
      images: {},
      isSeenBeforeSignIn: true,
    })
    await save()
    await put('logo', SVG)
    expect((await bench.ask('DELETE', '/branding', { key: harbour.admin })).status).toBe(204)
    expect(await brandOf(harbour.viewer)).toEqual(OWN)
  })
  it('is shown to everybody of the partner, and says whom to ask', async () => {
    expect((await save()).body).toMatchObject({ settings: { ...SETTINGS, color: '#00695c' } })
    const answer = (await (await put('mark', PNG)).json()) as Branding
    expect(answer.images.mark).toEqual({ url: expect.stringMatching(/^\/brand\/[0-9a-f]{40}$/), type: 'image/png', bytes: PNG.length })
    expect(await brandOf(harbour.viewer)).toEqual({
      productName: 'Harbour Connect',
      color: '#00695c',
      images: { mark: answer.images.mark?.url },
      support: { name: 'Harbour', ...SETTINGS.support },
    })
  })
  it('is told anew only when it has changed', async () => {
    const first = await bench.ask('GET', '/brand')
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    const again = await bench.ask('GET', '/brand', { headers: { 'if-none-match': `W/${tag}` } })
    expect(again).toMatchObject({ status: 304, body: undefined })
    await save()
    expect((await bench.ask('GET', '/brand', { headers: { 'if-none-match': tag } })).status).toBe(200)
  })
  it('is set by who administers the partner, and nobody else', async () => {
    for (const role of ['consultant', 'analyst', 'operator', 'client-viewer'] as const) {
      const key = await harbour.keyOf(role)
      expect((await save(SETTINGS, key)).status).toBe(403)
      expect((await put('logo', SVG, key)).status).toBe(403)
      expect((await bench.ask('DELETE', '/branding', { key })).status).toBe(403)
    }
    expect((await bench.ask('PUT', '/branding', { body: SETTINGS })).status).toBe(401)
    expect(await brandOf(harbour.admin)).toEqual(OWN)
  })
  it('stands in the audit log', async () => {
    await save()
    await put('logo', SVG)
    await bench.ask('DELETE', '/branding/images/logo', { key: harbour.admin })
    await bench.ask('DELETE', '/branding', { key: harbour.admin })
    await bench.ask('DELETE', '/branding', { key: harbour.admin })
    const { body } = await bench.ask<{ items: { action: string; details?: unknown }[] }>('GET', '/audit', { key: harbour.admin })
    const entries = body.items.filter(({ action }) => action.startsWith('branding.'))
    expect(entries.map(({ action }) => action)).toEqual(['branding.reset', 'branding.image-remove', 'branding.image', 'branding.save'])
    expect(entries[3]?.details).toEqual({ productName: 'Harbour Connect', color: '#00695c', support: 'help@harbour.example' })
  })
  it.each([
    [{ color: 'teal' }, '/color'],
    [{ color: '#12345' }, '/color'],
    [{ productName: '' }, '/productName'],
    [{ productName: ' Harbour' }, '/productName'],
    [{ productName: 'A\r\nBcc: x' }, '/productName'],
    [{ productName: '<b>Harbour</b>' }, '/productName'],
    [{ productName: 'x'.repeat(41) }, '/productName'],
    [{ support: { address: 'ask the harbour' } }, '/support/address'],
    [{ support: { address: 'javascript:alert(1)' } }, '/support/address'],
    [{ support: { address: 'http://harbour.example' } }, '/support/address'],
    [{ support: { address: 'https://user:secret@harbour.example/' } }, '/support/address'],
    [{ support: { address: 'help@harbour.example', text: '  ' } }, '/support/text'],
    [{ partnerId: 'part_other' }, '/partnerId'],
  ])('is refused where it cannot be: %j', async (body, path) => {
    const answer = await save(body)
    expect(answer).toMatchObject({ status: 400, body: { issues: expect.arrayContaining([expect.objectContaining({ path })]) } })
  })
  it('takes a link for support', async () => {
    expect((await save({ support: { address: 'https://harbour.example/help?from=app' } })).status).toBe(200)
  })
})

describe('an image', () => {
  const open = async (image: string, bytes: Uint8Array | string) => {
    const { images } = (await (await put(image, bytes)).json()) as Branding
    return bench.app.request(images[image as 'logo']?.url ?? '/none')
  }
  it.each([
    ['PNG', PNG, 'image/png'],
    ['SVG', SVG, 'image/svg+xml'],
  ])('is served as %s, and as nothing that could run', async (_, bytes, type) => {
    // What the sender calls it counts for nothing.
    const response = await open('logo', bytes)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'content-disposition': 'attachment',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const tag = response.headers.get('etag') ?? ''
    const { images } = (await bench.ask<Branding>('GET', '/branding', { key: harbour.admin })).body
    expect((await bench.app.request(images.logo?.url ?? '', { headers: { 'if-none-match': tag } })).status).toBe(304)
  })
  it('is the same picture byte by byte', async () => {
    expect(Buffer.from(await (await open('logo', PNG)).arrayBuffer())).toEqual(PNG)
  })
  it('has another address when it is another, and the old one is gone', async () => {
    const first = ((await (await put('logo', SVG)).json()) as Branding).images.logo?.url ?? ''
    const second = ((await (await put('logo', PNG)).json()) as Branding).images.logo?.url ?? ''
    expect(second).not.toBe(first)
    expect((await bench.app.request(first)).status).toBe(404)
    expect((await bench.app.request(second)).status).toBe(200)
    await bench.ask('DELETE', '/branding/images/logo', { key: harbour.admin })
    expect((await bench.app.request(second)).status).toBe(404)
  })
  it.each([
    ['larger than 200 KB', Buffer.concat([PNG, Buffer.alloc(200_000)]), 413, 'larger than 200 KB'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff]), 400, 'no PNG, SVG or WebP'],
    ['a page called a picture', '<html><script>alert(1)</script></html>', 400, 'This SVG is not taken'],
    ['an SVG with a script', SVG.replace('<path', '<script>alert(1)</script><path'), 400, 'element "script"'],
    ['nothing', '', 400, 'no PNG, SVG or WebP'],
  ])('is refused when it is %s', async (_, bytes, status, detail) => {
    const response = await put('logo', bytes, harbour.admin, { 'content-type': 'image/png' })
    expect(response.status).toBe(status)
    expect((await response.json()) as { detail: string }).toMatchObject({ detail: expect.stringContaining(detail) })
    expect(await brandOf(harbour.admin)).toEqual(OWN)
  })
  it('is one of three kinds', async () => {
    expect((await put('banner', SVG)).status).toBe(404)
    expect((await bench.ask('DELETE', '/branding/images/logo', { key: harbour.admin })).status).toBe(404)
    expect((await bench.app.request('/brand/../etc/passwd')).status).not.toBe(200)
    expect((await bench.app.request('/brand/0123')).status).toBe(404)
  })
})

describe('another partner', () => {
  it('neither sees nor changes the brand', async () => {
    const lighthouse = await bench.addPartner('Lighthouse')
    await save()
    await put('logo', SVG)
    expect(await brandOf(lighthouse.viewer)).toEqual(OWN)
    await save({ productName: 'Lighthouse Flows' }, lighthouse.admin)
    await put('logo', SVG, lighthouse.admin)
    const [mine, theirs] = [await brandOf(harbour.viewer), await brandOf(lighthouse.viewer)]
    expect([mine.productName, theirs.productName]).toEqual(['Harbour Connect', 'Lighthouse Flows'])
    // The same picture at another address: from one's own nobody learns whether another has it too.
    expect(theirs.images.logo).not.toBe(mine.images.logo)
    await bench.ask('DELETE', '/branding', { key: lighthouse.admin })
    expect(await brandOf(harbour.viewer)).toEqual(mine)
    expect((await bench.app.request(mine.images.logo ?? '')).status).toBe(200)
  })
})

describe('before somebody signs in', () => {
  it('the brand of the only partner is shown', async () => {
    await save()
    expect((await brandOf()).productName).toBe('Harbour Connect')
  })
  it('nobody’s brand is shown where several partners share the installation', async () => {
    await bench.addPartner('Lighthouse')
    await save()
    expect(await brandOf()).toEqual(OWN)
    expect((await bench.ask<Branding>('GET', '/branding', { key: harbour.admin })).body.isSeenBeforeSignIn).toBe(false)
    expect((await bench.ask('GET', '/brand', { key: 'wrong' })).body).toEqual(OWN)
  })
})

describe('the first page', () => {
  const INDEX = `<!doctype html><html><head><title>Tillflow</title><link rel="icon" href="/favicon.svg" type="image/svg+xml" /></head>
<body><noscript>Tillflow needs JavaScript.</noscript></body></html>`
  const build = async () => {
    await mkdir(bench.services.config.designerDir)
    await writeFile(`${bench.services.config.designerDir}/index.html`, INDEX)
  }
  const page = async (headers: Record<string, string> = {}) => {
    const response = await bench.app.request('/sign-in', { headers })
    return { response, html: await response.text() }
  }
  it('comes under the brand: title, sign of the tab, and the brand as data', async () => {
    await build()
    expect((await page()).html).toContain('<title>Tillflow</title><link rel="icon" href="/favicon.svg" />')
    await save({
      productName: 'Ha & Co',
      color: '#00695c',
      support: { address: 'help@harbour.example', text: '</script><script>alert(1)' },
    })
    const { response, html } = await page()
    expect(html).toContain('<title>Ha &amp; Co</title>')
    expect(html).toContain('<noscript>Ha &amp; Co needs JavaScript.</noscript>')
    expect(html).toMatch(/<link rel="icon" href="data:image\/svg\+xml,[^"<>]+" \/>/)
    expect(html.match(/<script/g)).toHaveLength(1)
    const data = /<script type="application\/json" id="brand">(.*?)<\/script>/.exec(html)?.[1] ?? ''
    expect(JSON.parse(data)).toEqual(await brandOf())
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect((await page({ 'if-none-match': response.headers.get('etag') ?? '' })).response.status).toBe(304)
    await put('mark', PNG)
    const { images } = await brandOf()
    expect((await page()).html).toContain(`<link rel="icon" href="${images.mark}" />`)
  })
  it('hands on the cookie of a session that was prolonged by asking for it', async () => {
    await bench.close()
    const principal = {
      kind: 'user',
      id: 'u',
      name: 'Ada',
      email: '',
      actor: 'ada',
      partnerId: 'part_1',
      role: 'operator',
      clientIds: null,
    } as const
    const authenticate = async () => ({ principal, isBrowser: true, cookies: ['session=longer; HttpOnly'] })
    bench = await openHttpBench({ services: { authenticator: { authenticate } } })
    await build()
    expect((await page()).response.headers.getSetCookie()).toEqual(['session=longer; HttpOnly'])
    expect((await bench.ask('GET', '/brand')).headers.getSetCookie()).toEqual(['session=longer; HttpOnly'])
  })
  it('is that of who is signed in, and of no one else', async () => {
    await bench.close()
    bench = await openHttpBench()
    await build()
    await bench.ask('POST', '/setup', { body: ADMIN })
    const { headers } = await bench.ask('POST', '/api/auth/sign-in/email', { body: { email: ADMIN.email, password: ADMIN.password } })
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    await bench.addPartner('Lighthouse')
    await bench.ask('PUT', '/branding', { headers: { cookie, origin: BASE }, body: SETTINGS })
    expect((await page({ cookie })).html).toContain('<title>Harbour Connect</title>')
    expect((await page()).html).toContain('<title>Tillflow</title>')
    expect((await page({ cookie })).response.headers.get('vary')).toBe('cookie, authorization')
  })
})
