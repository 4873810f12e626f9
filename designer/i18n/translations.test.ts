import { expect, test } from 'vitest'
import { AREAS, de } from './de/index.ts'
import { counts } from './de/counts.ts'
import { en } from './en.ts'
import { ERROR_CODES } from '#shared/error-codes.ts'
import { systemTexts } from './system-texts.testing.ts'
import { sentencesIn, textsIn, untranslatedAttributes, untranslatedIn, usedTexts } from './used-texts.testing.ts'

const used: ReadonlyMap<string, string> = new Map([...systemTexts(), ...usedTexts()])
const isCounted = (text: string) => Object.hasOwn(en, text) || Object.hasOwn(en, `${text}_one`)
const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([found]) => found).toSorted()

test('every text has its German', () => {
  const missing = [...used].filter(([text]) => !isCounted(text) && !Object.hasOwn(de, text))
  // Add these to the file of their area below i18n/de.
  expect(missing.map(([text, file]) => `${file}: ${text}`)).toEqual([])
})

test('fields of systems are among the texts: what they are called, and what is said of them', () => {
  expect(used.get('Time of the till')).toBeDefined()
  expect(used.get('Decimal text, never a float.')).toMatch(/^[a-z-]+\/[a-z-]+$/)
  expect([...used.values()].filter((from) => from.startsWith('shopify/')).length).toBeGreaterThan(300)
})

test('no German stands for a text that is gone', () => {
  expect(Object.keys(de).filter((text) => !Object.hasOwn(counts, text) && !used.has(text))).toEqual([])
})

test('both languages have the same placeholders', () => {
  const english = (text: string) => (Object.hasOwn(en, text) ? en[text as keyof typeof en] : text)
  const differing = Object.entries(de).filter(([text, german]) => placeholders(german).join() !== placeholders(english(text)).join())
  expect(differing.map(([text]) => text)).toEqual([])
})

test('a text stands in one area', () => {
  const all = Object.values(AREAS).flatMap((area) => Object.keys(area))
  expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([])
})

test('every error code is said in German: what happened, and what to do', () => {
  const sentences = Object.values(ERROR_CODES).flatMap(({ message, fix }) => [message, fix])
  expect(sentences.filter((text) => !Object.hasOwn(de, text))).toEqual([])
})

test('sentences of checks are found with their values, and the plain ones beside them', () => {
  const source =
    "const fix = 'Mend it.'\nerror(path, 'code', say`${name} has ${count} ends.`, known ? say`Use ${known}.` : 'Give one.')\nconst T = { a: [say`Open`, 'Close it.'] }"
  expect(sentencesIn('a.ts', source)).toEqual(['Mend it.', 'Give one.', '{{0}} has {{1}} ends.', 'Use {{0}}.', 'Close it.', 'Open'])
})

test('texts are found where they are said, in choices, in tables and behind a mark', () => {
  const source = `
    const NAMES = { a: 'First name', b: phrase('second') }
    export const LOOKS = [{ label: 'A look', icon: 'plus' }]
    const words = [t('Said'), t(a ? 'One' : 'Other'), t(NAMES[x]), t(LOOKS[0].label)]
  `
  expect(new Set(textsIn('a.ts', source))).toEqual(new Set(['First name', 'second', 'A look', 'Said', 'One', 'Other']))
})

test('what counts, or differs from its key, does so in both languages', () => {
  expect(Object.keys(counts).toSorted()).toEqual(Object.keys(en).toSorted())
})

test('no attribute that people read stands in English alone', () => {
  expect(untranslatedIn('a.tsx', 'const a = <Badge label="Works" title={t("Fine")} color="Red" />')).toEqual(['Works'])
  expect(untranslatedAttributes()).toEqual([])
})
