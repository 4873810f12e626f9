// Editing lookup tables: pasting, kinds of values, duplicates, and two people saving at once.
import { describe, expect, it } from 'vitest'
import { checkRows, compareRows, fromDraft, readPaste, rebaseRows, toDraft, valueOf } from './draft-rows.ts'

describe('pasting rows', () => {
  it('reads columns from a spreadsheet', () => {
    expect(fromDraft(readPaste('visa\tBNK1\tcards\nmastercard\tBNK1\n\n', ''))).toEqual([
      { key: 'visa', value: 'BNK1', note: 'cards' },
      { key: 'mastercard', value: 'BNK1' },
    ])
  })

  it('reads lines with semicolons and takes quotes off', () => {
    expect(fromDraft(readPaste('"gift card";"GC ""1"""', ''))).toEqual([{ key: 'gift card', value: 'GC "1"' }])
  })

  it('takes numbers where the table holds numbers', () => {
    expect(fromDraft(readPaste('20%\t7', 0))).toEqual([{ key: '20%', value: 7 }])
  })
})

describe('editing rows', () => {
  it('keeps the kind of a value, so that a code does not lose its zeros', () => {
    expect([valueOf('007', 'x'), valueOf('7', 1), valueOf('seven', 1), valueOf('true', false)]).toEqual(['007', 7, 'seven', true])
  })

  it('finds duplicate keys and rows without a key', () => {
    const rows = toDraft([
      { key: 'visa', value: 'A' },
      { key: 'visa', value: 'B' },
      { key: '', value: 'C' },
      { key: '', value: '' },
    ])
    const problems = checkRows(rows)
    expect([...problems.duplicates]).toEqual(['visa'])
    expect(problems.keyless.size).toBe(1)
  })
})

describe('two people saving at once', () => {
  const base = [
    { key: 'visa', value: 'A' },
    { key: 'cash', value: 'C' },
    { key: 'old', value: 'X' },
  ]
  const mine = [
    { key: 'visa', value: 'A2' },
    { key: 'cash', value: 'C' },
    { key: 'klarna', value: 'K' },
  ]
  const theirs = [
    { key: 'visa', value: 'A' },
    { key: 'cash', value: 'C9' },
    { key: 'old', value: 'X' },
  ]

  it('tells what changed', () => {
    expect(compareRows(base, mine).map((change) => [change.key, change.kind])).toEqual([
      ['visa', 'changed'],
      ['klarna', 'added'],
      ['old', 'removed'],
    ])
  })

  it('makes my changes again on what the other saved', () => {
    expect(rebaseRows(base, mine, theirs)).toEqual([
      { key: 'visa', value: 'A2' },
      { key: 'cash', value: 'C9' },
      { key: 'klarna', value: 'K' },
    ])
  })
})
