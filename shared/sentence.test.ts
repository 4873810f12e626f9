import { expect, test } from 'vitest'
import { inEnglish, inTurn, readSentence, say, spoken } from './sentence.ts'

test('a sentence keeps its words apart from its values, and reads the same in English', () => {
  const step = say`Step "${'Map $1 {{0}}'}"`
  const sentence = say`${step} has ${2} ends.`
  expect(sentence).toEqual({ text: '{{0}} has {{1}} ends.', values: [step, '2'] })
  expect(inEnglish(sentence)).toBe('Step "Map $1 {{0}}" has 2 ends.')
  expect(inEnglish(inTurn([sentence, 'Mend it.']))).toBe('Step "Map $1 {{0}}" has 2 ends. Mend it.')
})

test('what has no values carries nothing beside its text', () => {
  expect(spoken('Plain.', 'Do it.')).toEqual({ message: 'Plain.', fix: 'Do it.' })
  expect(spoken('Plain.', say`Use ${'a'}.`)).toEqual({
    message: 'Plain.',
    fix: 'Use a.',
    said: { fix: { text: 'Use {{0}}.', values: ['a'] } },
  })
})

test('a sentence from outside is taken by its shape, and only so deep', () => {
  const told = say`${'a'} and ${say`b`}`
  expect(readSentence(JSON.parse(JSON.stringify(told)))).toEqual(told)
  expect([readSentence('a'), readSentence({ text: 'a' }), readSentence({ text: 'a', values: [1] })]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(readSentence(say`${say`${say`${say`too deep`}`}`}`)).toBeUndefined()
})
