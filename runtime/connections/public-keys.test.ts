import { expect, it } from 'vitest'
import type { CallContext, IncomingDelivery, PublicKey, WebhookTrigger } from '#connectors/kit/contract.ts'
import { createPublicKeys } from './public-keys.ts'

const key = (id: string): PublicKey => ({ id, jwk: { kty: 'RSA' } })
const named = (id?: string): IncomingDelivery => ({
  method: 'POST',
  url: '',
  headers: id === undefined ? {} : { kid: id },
  body: new Uint8Array(),
})

function aVendor() {
  let clock = Date.parse('2026-03-01T10:00:00Z')
  const vendor = { keys: [key('one')], asked: 0, isDown: false }
  const trigger = {
    publicKeys: {
      idOf: ({ headers }: IncomingDelivery) => headers['kid'],
      async read() {
        vendor.asked++
        if (vendor.isDown) throw new Error('down')
        return vendor.keys
      },
    },
  } as unknown as WebhookTrigger
  const keys = createPublicKeys(() => new Date(clock))
  const of = async (id?: string) => (await keys.of('conn_1', trigger, named(id), () => ({}) as CallContext)).map((one) => one.id)
  return { vendor, of, later: (minutes: number) => void (clock += minutes * 60_000) }
}

it('reads the keys once for many deliveries, also at the same moment', async () => {
  const { vendor, of } = aVendor()
  expect(await Promise.all(Array.from({ length: 50 }, () => of('one')))).toEqual(Array.from({ length: 50 }, () => ['one']))
  expect(vendor.asked).toBe(1)
})

it('asks for a key that it does not know, once a minute at most', async () => {
  const { vendor, of, later } = aVendor()
  await of('one')
  vendor.keys = [key('one'), key('two')]
  for (let nth = 0; nth < 20; nth++) expect(await of(`forged-${nth}`)).toEqual(['one'])
  expect(vendor.asked).toBe(1)
  later(2)
  expect(await of('two')).toEqual(['one', 'two'])
  expect(vendor.asked).toBe(2)
})

it('asks for nothing where no key is named', async () => {
  const { vendor, of } = aVendor()
  expect(await of()).toEqual([])
  expect(vendor.asked).toBe(0)
})

it('forgets a key that was withdrawn', async () => {
  const { vendor, of, later } = aVendor()
  await of('one')
  vendor.keys = [key('two')]
  later(7 * 60)
  expect(await of('one')).toEqual(['two'])
})

it('keeps what it knows while the vendor does not answer, and tells the sender to come again where it knows nothing', async () => {
  const { vendor, of, later } = aVendor()
  vendor.isDown = true
  await expect(of('one')).rejects.toMatchObject({ code: 'unavailable' })
  await expect(of('one')).rejects.toMatchObject({ code: 'unavailable' })
  expect(vendor.asked).toBe(1)
  vendor.isDown = false
  later(2)
  expect(await of('one')).toEqual(['one'])
  vendor.isDown = true
  later(7 * 60)
  expect(await of('one')).toEqual(['one'])
})
