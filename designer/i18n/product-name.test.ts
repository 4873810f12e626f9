import { afterEach, expect, test } from 'vitest'
import { say } from '#shared/sentence.ts'
import { de } from './de/index.ts'
import { en } from './en.ts'
import { t } from './index.ts'
import { words } from './problems.ts'
import { setProductName } from './product-name.ts'

afterEach(() => setProductName('Tillflow'))

test('texts call the product by the name that the partner gave it', () => {
  expect(t('Welcome to Tillflow')).toBe('Welcome to Tillflow')
  setProductName('Harbour $& Connect')
  expect(t('Welcome to Tillflow')).toBe('Welcome to Harbour $& Connect')
  expect(words('Tillflow tries again by itself.')).toBe('Harbour $& Connect tries again by itself.')
  expect(words(say`Clear this up in ${'Odoo'}: Tillflow does not choose.`)).toBe(
    'Clear this up in Odoo: Harbour $& Connect does not choose.',
  )
  expect(words(say`The mail server did not take it: ${say`Tillflow is not ready.`}`)).toContain('Harbour $& Connect is not ready.')
})

test('what people wrote, and names of fields, stay as they are', () => {
  setProductName('Harbour Connect')
  expect(t('Ask {{name}}', { name: 'Tillflow Ltd' })).toBe('Ask Tillflow Ltd')
  expect(words(say`There is no time zone "${'Tillflow'}".`)).toBe('There is no time zone "Tillflow".')
  expect(t('Such as U_TillflowRef, of Tillflow')).toBe('Such as U_TillflowRef, of Harbour Connect')
})

test('a text speaks of the product in both languages, or in none', () => {
  const differing = Object.entries(de).filter(([text, german]) => text.includes('Tillflow') !== german.includes('Tillflow'))
  expect(differing).toEqual([])
  expect(Object.values(en).filter((text) => text.includes('Tillflow'))).toEqual([])
})
