import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTransport } from '#connectors/kit/transport.ts'
import { createChatSender } from './chat-sender.ts'

const SECRET = 'T0SECRETPATH'
let server: Server
let host: string
let answer: readonly [number, string]
const bodies: string[] = []
const transport = createTransport()
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(answer[0], { location: 'http://169.254.169.254/' }).end(answer[1])
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await transport.close()
  await new Promise((resolve) => server.close(resolve))
})
const sender = (allowedHosts: readonly string[] = [host]) => createChatSender({ transport, allowedHosts })
const address = () => new URL(`http://${host}/services/${SECRET}`)

it('posts the message as JSON', async () => {
  answer = [200, 'ok']
  await sender().send(address(), { text: 'Hello' })
  expect(bodies.at(-1)).toBe('{"text":"Hello"}')
})

it.each([
  [404, 'no_service', 'does not know this address any more (no_service).'],
  [410, '', 'does not know this address any more.'],
  [403, 'channel_is_archived', 'answered 403 (channel_is_archived).'],
  [500, `<p>${SECRET}</p>`, 'answered 500.'],
  [302, '', 'sends to another address, which is not followed.'],
  [429, '', 'takes no more messages for now.'],
  [200, 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 404', 'could not deliver it.'],
] as const)('says why a message was not taken, and never the address: %i %s', async (status, text, reason) => {
  answer = [status, text]
  const error: unknown = await sender()
    .send(address(), {})
    .catch((thrown: unknown) => thrown)
  expect(String(error)).toBe(`Error: ${host} ${reason}`)
  expect(JSON.stringify([String(error), error])).not.toContain(SECRET)
})

it('says that nobody answers', async () => {
  const url = new URL(`http://127.0.0.1:1/${SECRET}`)
  const error: unknown = await sender(['127.0.0.1:1'])
    .send(url, {})
    .catch((thrown: unknown) => thrown)
  expect(String(error)).toMatch(/^Error: 127\.0\.0\.1:1: /)
  expect(String(error)).not.toContain(SECRET)
})

it('does not call addresses within the network', async () => {
  const open = sender([])
  expect(open.read('https://hooks.slack.com/services/x').href).toBe('https://hooks.slack.com/services/x')
  for (const url of [
    'http://hooks.slack.com/x',
    `http://${host}/x`,
    'https://127.0.0.1/x',
    'https://169.254.169.254/x',
    'https://user:pass@hooks.slack.com/x',
    'ftp://x.example',
    'hooks',
  ]) {
    expect(() => open.read(url), url).toThrow(
      expect.objectContaining({ code: 'invalid-request', issues: [expect.objectContaining({ path: '/url' })] }),
    )
  }
  await expect(open.send(address(), {})).rejects.toThrow('it is not encrypted')
})
