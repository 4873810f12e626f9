import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { maskRecord } from './mask.ts'

const ORDER = {
  id: 450789469,
  name: '#1001',
  email: 'maya.okafor@example.org',
  note: 'Ring Maya Okafor at +44 7700 900123, or write to MAYA@other.example',
  customer: { id: 7, first_name: 'Maya', email: 'maya.okafor@example.org', default_address: { city: 'Bristol', country_code: 'GB' } },
  shipping_address: {
    name: 'Maya Okafor',
    address1: '14 Quay Street',
    zip: 'BS1 4DJ',
    phone: '+44 7700 900123',
    latitude: 51.45,
    country: 'United Kingdom',
  },
  line_items: [{ sku: 'HF-MUG', name: 'Harbour mug', title: 'Harbour mug', price: '12.50' }],
  location: { name: 'Bristol store', city: 'Bristol' },
  order_status_url: 'https://shop.example/orders/abc?key=secret',
  browser_ip: '203.0.113.7',
}

describe('masking', () => {
  const { value, paths } = maskRecord(ORDER)
  const text = JSON.stringify(value)

  it('leaves nothing that names the person', () => {
    for (const word of ['maya', 'okafor', 'quay', '900123', 'bs1', 'secret', '203.0.113', '51.45'])
      expect(text.toLowerCase()).not.toContain(word)
  })

  it('keeps everything that money, stock and routing depend on', () => {
    expect(value).toMatchObject({
      id: 450789469,
      name: '#1001',
      customer: { id: 7, default_address: { country_code: 'GB' } },
      shipping_address: { country: 'United Kingdom', zip: 'AA0 0AA' },
      line_items: ORDER.line_items,
    })
  })

  it('gives the same value the same substitute everywhere, also within texts', () => {
    expect(value).toMatchObject({
      email: 'person1@example.com',
      customer: { email: 'person1@example.com' },
      shipping_address: { name: 'Name 2', phone: '+44 0000 000001' },
      note: 'Ring Name 2 at +44 0000 000001, or write to person2@example.com',
    })
  })

  it('looks for names as words, whatever their case', () => {
    const note = 'TOMMY (Tommy) and Al at Tommyrot, Algiers; [Tommy+1]'
    expect(maskRecord({ first_name: 'Tommy', last_name: 'Al', note }).value).toMatchObject({
      note: 'Name 1 (Name 1) and Name 2 at Tommyrot, Algiers; [Name 1+1]',
    })
    expect(maskRecord({ first_name: 'a.*(b', note: 'a.*(b is strange' }).value).toMatchObject({ note: 'Name 1 is strange' })
  })

  it('leaves no name, address or telephone number of the shipped samples', async () => {
    const folder = new URL('../../templates/shopify-order-to-erp/samples/', import.meta.url)
    for (const file of await readdir(folder)) {
      const sample = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as Readonly<
        Record<string, Readonly<Record<string, unknown>> | undefined>
      >
      const { customer, billing_address: billing, shipping_address: shipping, email, phone } = sample
      const told = [
        customer?.['last_name'],
        billing?.['address1'],
        billing?.['last_name'],
        shipping?.['address1'],
        billing?.['phone'],
        email,
        phone,
      ]
      const masked = JSON.stringify(maskRecord(sample).value)
      for (const word of told) if (typeof word === 'string' && word !== '') expect([file, masked.includes(word)]).toEqual([file, false])
      expect(masked).toContain(JSON.stringify(sample['total_price']))
    }
  })

  it('says what it replaced', () => {
    expect(paths).toContain('/shipping_address/address1')
    expect(paths).toContain('/note')
    expect(paths).not.toContain('/line_items/0/name')
  })

  it('replaces further fields that are named', () => {
    expect(maskRecord({ giftMessage: 'Happy birthday' }, { also: ['gift_message'] }).value).toEqual({ giftMessage: 'masked 1' })
  })

  it('replaces lists of addresses and leaves empty values alone', () => {
    expect(maskRecord({ emails: 1, email: ['a@b.example', ''], phone: null, fax: '' }).value).toEqual({
      emails: 1,
      email: ['person1@example.com', ''],
      phone: null,
      fax: '',
    })
  })

  it('keeps strange names as they are', () => {
    const strange = JSON.parse('{"__proto__":{"a":1},"a.b":{"c\\"d":2},"constructor":"x"}') as unknown
    expect(JSON.stringify(maskRecord(strange).value)).toBe(JSON.stringify(strange))
  })

  it('masks what is no object', () => {
    expect(maskRecord('write to a@b.example').value).toBe('write to person1@example.com')
    expect(maskRecord(null).value).toBeNull()
  })
})
