import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { FileFormat } from '#shared/model/file-format.ts'
import { readAll, told } from './formats.testing.ts'
import { parseXml, writeXml } from './xml-value.ts'

const orders: FileFormat = { format: 'xml', record: 'Order', lists: ['Line'] }
const read = async (content: string | Uint8Array, settings = orders) => told(await readAll(settings, content))

describe('XML', () => {
  it('gives each element of the name as a record, whatever stands around it', async () => {
    const file = `<?xml version="1.0" encoding="UTF-8"?>
      <!-- <Order>not one</Order> -->
      <p:Orders xmlns:p="urn:x" note="a > b">
        <Header><Count>2</Count></Header>
        <p:Order id="1" p:kind='web > till'><Line sku="A">2</Line><Note><![CDATA[<Order>]]> &amp; &#233;</Note></p:Order>
        <Order id="2"><Line/><Line> 3 </Line><Order>inner</Order></Order>
        <Order/>
      </p:Orders>
      <!-- end -->`
    expect(await read(file)).toEqual([
      { '@id': '1', '@kind': 'web > till', Line: [{ '@sku': 'A', '#text': '2' }], Note: '<Order> & é' },
      { '@id': '2', Line: ['', '3'], Order: 'inner' },
      '',
    ])
  })

  it.each([1, 7, 10_000])('reads a file that is one record, in pieces of %i', async (size) => {
    const all = async (file: string) => told(await readAll(orders, file, size))
    expect(await all('<?xml version="1.0"?>\n<Order id="1"><Line>2</Line></Order>')).toEqual([{ '@id': '1', Line: ['2'] }])
    expect(await all('<p:Order xmlns:p="urn:x">1</p:Order>\n<!-- end -->\n')).toEqual(['1'])
    await expect(all('<Order><Line>2</Line>')).rejects.toMatchObject({ code: 'file-unreadable' })
    // Without the end of the root nobody knows what is missing.
    await expect(all('<a><Order>1</Order>\n')).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('gives elements of several names, in their order; one inside another belongs to it', async () => {
    const file =
      '<a><Invoice><ID>1</ID><CreditNote>x</CreditNote></Invoice><x:CreditNote><ID>2</ID></x:CreditNote><Invoice/><CreditNotes/></a>'
    expect(await read(file, { format: 'xml', record: 'Invoice|CreditNote' })).toEqual([{ ID: '1', CreditNote: 'x' }, { ID: '2' }, ''])
    await expect(read(`<a>${'<Sale>1</Sale>'.repeat(100)}</a>`, { format: 'xml', record: 'Invoice|CreditNote' })).rejects.toMatchObject({
      message: expect.stringContaining('it has no element "Invoice" or "CreditNote"'),
    })
  })

  it('reads the same whatever the pieces are', async () => {
    const file = `<a>${Array.from({ length: 40 }, (_, index) => `<Order n="${index}"><x>${'é'.repeat(index)}</x></Order>\n`).join('')}</a>`
    const wanted = told(await readAll(orders, file, 100_000, 1_000))
    expect(wanted).toHaveLength(40)
    for (const size of [1, 2, 3, 11, 64]) expect(told(await readAll(orders, file, size, 7))).toEqual(wanted)
  })

  it('sets aside a record that is not well-formed, with its line', async () => {
    const items = await read('<a>\n<Order><x>1</x></Order>\n<Order><x>1</y></Order>\n<Order><x>&nbsp;</x></Order>\n<Order/>\n</a>')
    expect(items).toEqual([
      { x: '1' },
      expect.stringMatching(/^Record 2 \(line 3\) cannot be read: it is no well-formed XML/),
      expect.stringMatching(/^Record 3 \(line 4\) cannot be read: it is no well-formed XML/),
      '',
    ])
  })

  it.each([
    ['no XML', 'sku,price\n1,2', 'does not begin with "<"'],
    ['a list of nothing of that name', `<a>${'<Sale>1</Sale>'.repeat(100)}</a>`, 'it has no element "Order"'],
    ['a file that ends inside a record', '<a><Order>1</Order><Order>2', 'ends in the middle'],
    ['a file that ends between records', '<a><Order>1</Order>\n<Sum>', 'ends in the middle'],
    ['a file that ends inside a tag', '<a><Order>1</Order></a', 'ends in the middle'],
    ['billion laughs', '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]><a><Order>&m;</Order></a>', 'DOCTYPE'],
    ['a file outside', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a><Order/></a>', 'DOCTYPE'],
    ['a document type after the first element', '<a><!DOCTYPE b><Order/></a>', 'DOCTYPE'],
    ['another character set than the settings say', '<?xml version="1.0" encoding="iso-8859-1"?><a><Order/></a>', 'iso-8859-1'],
  ])('refuses %s', async (_, file, reason) => {
    await expect(read(file)).rejects.toMatchObject({ code: 'file-unreadable', message: expect.stringContaining(reason) })
  })

  it('reads an empty list', async () => {
    expect(await read('<Orders/>')).toEqual([])
    expect(await read('<Orders></Orders>\n')).toEqual([])
  })

  it('ends quickly on a record that is 100,000 elements deep', async () => {
    const deep = `<a><Order>${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}</Order></a>`
    const [item] = told(await readAll(orders, deep, 100_000))
    expect(item).toMatch(/deeper than 100 elements/)
  })

  it('does not hold a record without end in memory', async () => {
    const endless = Buffer.concat([Buffer.from('<a><Order>'), Buffer.alloc(9_000_000, '<x>1</x>'), Buffer.from('</a>')])
    await expect(readAll(orders, endless, 1_000_000)).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('sets aside names that reach a prototype', async () => {
    expect(await read('<a><Order><__proto__>1</__proto__></Order><Order constructor="1"/></a>')).toEqual([
      expect.stringContaining('"__proto__", which is not allowed'),
      expect.stringContaining('"constructor", which is not allowed'),
    ])
  })

  it('writes what it reads', () => {
    const value = { '@id': 'a "b" <c>', Line: ['1 & 2', { '@x': '', '#text': ' t' }], Empty: '', Note: { Deep: '\u{1f642}' } }
    expect(parseXml(writeXml('Order', value), new Set())).toEqual({
      name: 'Order',
      value: { ...value, Line: ['1 & 2', { '@x': '', '#text': 't' }] },
    })
    const text = fc.string({ unit: 'grapheme' }).map((part) => part.trim().replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, ''))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', '@c', 'd-1', '_e'), text), (record) => {
        fc.pre(Object.keys(record).length > 0 && Object.values(record).every((part) => part.isWellFormed()))
        expect(parseXml(writeXml('r', record as Json), new Set()).value).toEqual(record)
      }),
    )
  })

  it.each([{ 'a b': 1 }, { a: 'x\0' }, { '@a': [1] }])('refuses to write %j', (value) => {
    expect(() => writeXml('r', value as unknown as Json)).toThrow(Error)
  })
})
