import { expect, test } from 'vitest'
import { findEntries, type PaletteEntry } from './entries.ts'

const entry = (label: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: label,
  label,
  group: 'Pages',
  icon: 'search',
  run: () => undefined,
  ...more,
})
const labels = (typed: string, ...entries: PaletteEntry[]) => findEntries(entries, typed).map((one) => one.label)

test('what begins with the typed words comes first, then a word that does, then what holds them', () => {
  expect(labels('map', entry('Bitmap'), entry('Go to: Map order'), entry('Map fields'))).toEqual([
    'Map fields',
    'Go to: Map order',
    'Bitmap',
  ])
})

test('all words must be found, in any order, also in the group and the note', () => {
  const runs = entry('Runs', { note: 'Harbour & Finch' })
  expect(labels('finch runs', runs)).toEqual(['Runs'])
  expect(labels('pages runs', runs)).toEqual(['Runs'])
  expect(labels('runs juniper', runs)).toEqual([])
})

test('quiet entries are found by typing only', () => {
  const quiet = entry('Add: Filter', { quiet: true })
  expect(labels('', entry('Runs'), quiet)).toEqual(['Runs'])
  expect(labels('filter', entry('Runs'), quiet)).toEqual(['Add: Filter'])
})
