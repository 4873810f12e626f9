import { expect, test } from 'vitest'
import { unsaidIssues } from './unsaid-issues.ts'

const issue = (message: string) => ({ path: '/reference', code: 'required-field-missing', message })

test('leaves out the issues the message already says', () => {
  const issues = [issue('reference has no value.'), issue('partner.name has no value.'), issue('date has no value.')]
  expect(unsaidIssues({ message: 'reference has no value. partner.name has no value.', issues })).toEqual([issues[2]])
})

test('gives nothing for an error without issues', () => {
  expect(unsaidIssues({ message: 'The shop refused.' })).toEqual([])
})
