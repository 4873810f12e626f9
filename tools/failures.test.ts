import { describe, expect, it } from 'vitest'
import { failedJourneys, failedUnitTests, flakyJourneys } from './failures.ts'

const test = (fullName: string, status: string, failureMessages: string[] = []) => ({ fullName, status, failureMessages })

describe('what failed', () => {
  it('is named with its file and its reason', () => {
    const testResults = [
      {
        name: '/checkout/shared/a.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [test('adds up', 'passed'), test('never rounds', 'failed', ['expected 1 to be 2\n    at a.test.ts:7'])],
      },
    ]
    expect(failedUnitTests({ testResults }, '/checkout/')).toEqual([
      'shared/a.test.ts > never rounds\n    expected 1 to be 2\n        at a.test.ts:7',
    ])
  })

  it('says so of a file that could not be loaded', () => {
    const testResults = [{ name: '/checkout/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] }]
    expect(failedUnitTests({ testResults }, '/checkout/')).toEqual(['b.test.ts > the file itself\n    Cannot find module'])
  })

  it('finds journeys in suites of suites', () => {
    const spec = (title: string, ok: boolean) => ({
      title,
      file: 'story.spec.ts',
      line: 9,
      ok,
      tests: [{ results: ok ? [{}] : [{ error: { message: 'timed out' } }] }],
    })
    const suites = [{ specs: [spec('signs in', true)], suites: [{ specs: [spec('publishes', false)] }] }]
    expect(failedJourneys({ suites })).toEqual(['story.spec.ts:9 > publishes\n    timed out'])
  })

  it('tells journeys that passed at the second attempt from those that failed', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'story.spec.ts',
      line: 9,
      ok: status === 'flaky',
      tests: [{ status, results: [{ error: { message: 'came late' } }, {}] }],
    })
    const suites = [{ specs: [spec('signs in', 'unexpected'), spec('publishes', 'flaky')] }]
    expect(failedJourneys({ suites })).toEqual(['story.spec.ts:9 > signs in\n    came late'])
    expect(flakyJourneys({ suites })).toEqual(['story.spec.ts:9 > publishes\n    came late'])
  })
})
