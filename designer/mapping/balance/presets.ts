// Balances that most mappings want, with the fields filled in that can be told by their names.
import { phrase, t } from '#designer/i18n/index.ts'
import { areSynonyms } from '#shared/mapping/vocabulary.ts'
import type { AmountChoice } from './amount-choices.ts'
import { NEW_TERM, type ContractDraft, type TermDraft } from './drafts.ts'

export type PresetId = 'order-total' | 'debits-credits' | 'empty'

export const PRESETS: readonly { readonly id: PresetId; readonly label: string; readonly help: string }[] = [
  { id: 'order-total', label: phrase('Order total'), help: phrase('Lines + tax + shipping − discounts = total') },
  { id: 'debits-credits', label: phrase('Debits = credits'), help: phrase('Every journal entry comes out even') },
  { id: 'empty', label: phrase('Other sums'), help: phrase('Begin with nothing') },
]

/** `taken` are the names of the balances that are there. */
export function presetDraft(id: PresetId, choices: readonly AmountChoice[], taken: readonly string[]): ContractDraft {
  const name = { 'order-total': t('Order total'), 'debits-credits': t('Debits = credits'), empty: t('Sums') }[id]
  const sides = id === 'order-total' ? orderTotal(choices) : id === 'debits-credits' ? debitsAndCredits(choices) : BLANK
  return { label: freshName(name, taken), ...sides, tolerance: '', currency: '', residual: '' }
}

type Sides = Pick<ContractDraft, 'left' | 'right'>

const BLANK: Sides = { left: [NEW_TERM], right: [NEW_TERM] }

function orderTotal(choices: readonly AmountChoice[]): Sides {
  const result = choices.filter(({ amount }) => amount.of === 'result')
  const plain = (word: string, among: readonly AmountChoice[] = result) =>
    among.find((one) => one.amount.list === undefined && isCalled(one.words, word))
  const term = (label: string, choice: AmountChoice | undefined, subtract = false): TermDraft[] =>
    choice ? [{ label, amount: choice.value, subtract }] : []
  return {
    left: [
      { label: t('Lines'), amount: lineAmount(result) ?? '', subtract: false },
      ...term(t('Tax'), plain('tax')),
      ...term(t('Shipping'), plain('shipping')),
      ...term(t('Discounts'), plain('discount'), true),
    ],
    right: [{ label: t('Total'), amount: (plain('total') ?? plain('total', choices))?.value ?? '', subtract: false }],
  }
}

const LINE_AMOUNTS = [
  'total',
  'amount',
  'line total',
  'line amount',
  'total price',
  'price total',
  'subtotal',
  'net amount',
  'gross amount',
]

/** An amount of each line, else its price times its quantity. */
function lineAmount(choices: readonly AmountChoice[]): string | undefined {
  const lines = choices.filter(({ listWords }) => listWords !== undefined && (listWords === 'lines' || areSynonyms(listWords, 'lines')))
  const whole = LINE_AMOUNTS.flatMap((name) => lines.find(({ words }) => words === name) ?? [])[0]
  if (whole) return whole.value
  const price = lines.find(({ words }) => isCalled(words, 'unit price'))
  const quantity = lines.find(({ words, amount }) => isCalled(words, 'quantity') && amount.list === price?.amount.list)
  return price && quantity
    ? `$sumMoney(${price.amount.list ?? ''}.$multiply(${price.amount.field}, ${quantity.amount.field}))`
    : price?.value
}

function debitsAndCredits(choices: readonly AmountChoice[]): Sides {
  const side = (label: string, word: string): readonly TermDraft[] => {
    const found = choices.find(
      ({ words, amount }) =>
        amount.of === 'result' && amount.list !== undefined && words.split(' ').some((one) => one === word || one === `${word}s`),
    )
    return [{ label, amount: found?.value ?? '', subtract: false }]
  }
  return { left: side(t('Debits'), 'debit'), right: side(t('Credits'), 'credit') }
}

const isCalled = (words: string, word: string): boolean => words === word || areSynonyms(words, word)

function freshName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  for (let number = 2; ; number++) if (!taken.includes(`${name} ${number}`)) return `${name} ${number}`
}
