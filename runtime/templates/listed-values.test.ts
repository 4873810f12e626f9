import { expect, it } from 'vitest'
import { valuesIn } from './listed-values.ts'

const FROM = { items: 'outlets', value: 'id', label: 'name' }

it('lists by name, each once, and tells apart what is called the same', () => {
  const outlets = [
    { id: 'b', name: 'Quayside' },
    { id: 'a', name: ' Albert Dock ' },
    { id: 'c', name: 'Quayside' },
    { id: 'b', name: 'Quayside' },
    { id: 7, name: '' },
    { name: 'Without an id' },
    'nothing',
  ]
  expect(valuesIn({ outlets }, FROM)).toEqual([
    { value: '7', label: '7' },
    { value: 'a', label: 'Albert Dock' },
    { value: 'b', label: 'Quayside (b)' },
    { value: 'c', label: 'Quayside (c)' },
  ])
})

it.each([[null], [[]], [{}], [{ outlets: 'none' }], [{ outlets: [] }]])('finds nothing in %j', (answer) => {
  expect(valuesIn(answer, FROM)).toEqual([])
})
