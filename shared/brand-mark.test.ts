import { expect, it } from 'vitest'
import { markOf } from './brand-mark.ts'
import { NO_BRAND } from './model/branding.ts'

const drawn = (productName: string, color?: string) => decodeURIComponent(markOf({ ...NO_BRAND, productName, ...(color && { color }) }))

it('is the product’s own without a brand, and the brand’s own where it has one', () => {
  expect(markOf(NO_BRAND)).toBe('/favicon.svg')
  expect(markOf({ ...NO_BRAND, color: '#00695c', images: { mark: '/brand/0123' } })).toBe('/brand/0123')
})

it('is the first letter of the name on its colour otherwise, readable', () => {
  expect(drawn('northwind', '#00695c')).toMatch(/fill="#00695c".*fill="#ffffff">N<\/text>/)
  expect(drawn('Övelgönne', '#ffd400')).toMatch(/fill="#ffd400".*fill="#000000">Ö<\/text>/)
})

it('is drawn of any name', () => {
  expect(drawn('&more')).toContain('>&#38;</text>')
  expect(drawn('👩‍🔧 Works')).toContain('>👩‍🔧</text>')
})
