import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { de } from '#designer/i18n/de/index.ts'
import { ACTIONS, detailWords } from './action-words.ts'

const RUNTIME = fileURLToPath(new URL('../../../runtime', import.meta.url))

/** What the runtime notes: `action: 'flow.deploy'`, and both ends of a choice. */
const noted = (source: string) =>
  [...source.matchAll(/\baction: ((?:[^,{}]|\{[^}]*\})*)/g)].flatMap(([, words = '']) =>
    [...words.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action = '']) => action),
  )

test('actions are found where they are noted', () => {
  expect(noted("record(by, { action: 'flow.deploy', target })\nrecord(by, { action: a ? 'x.one' : 'x.two' })")).toEqual([
    'flow.deploy',
    'x.one',
    'x.two',
  ])
})

test('whatever the runtime notes in the audit log has words in both languages', () => {
  const files = globSync('**/*.ts', { cwd: RUNTIME }).filter(
    (file) => !/\.(test|testing|conformance|fixture)\.ts$|^(crash|store)\//.test(file),
  )
  const actions = new Set(files.flatMap((file) => noted(readFileSync(`${RUNTIME}/${file}`, 'utf8'))))
  expect(actions.size).toBeGreaterThan(40)
  expect([...actions].filter((action) => !Object.hasOwn(ACTIONS, action) || !Object.hasOwn(de, ACTIONS[action] ?? ''))).toEqual([])
})

test('details are said in words, without ids and without what was not so', () => {
  expect(detailWords('runId', 'run_1')).toBe('run run_1')
  expect(detailWords('version', 2)).toBe('version 2')
  expect(detailWords('version', 'deployed')).toBe('deployed version')
  expect(detailWords('edited', true)).toBe('with a corrected record')
  expect([detailWords('edited', false), detailWords('flowId', 'flow_1'), detailWords('note', '')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(detailWords('of-tomorrow', 'x')).toBe('of-tomorrow x')
})
