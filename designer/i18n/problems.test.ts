import { beforeAll, expect, test, vi } from 'vitest'
import { AppError, toErrorData, type ErrorData } from '#shared/errors.ts'
import { aFlow } from '#shared/flow/a-flow.fixture.ts'
import { checkFlow } from '#shared/flow/check.ts'
import { diffFlows } from '#shared/flow/diff.ts'
import { mergeFlows } from '#shared/flow/merge.ts'
import { addMoney } from '#shared/mapping/functions/money.ts'
import { missingRequired } from '#shared/mapping/rows.ts'
import { say } from '#shared/sentence.ts'
import type * as Problems from './problems.ts'

let problems: typeof Problems
beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => 'de' })
  vi.resetModules()
  problems = await import('./problems.ts')
})

test('a check is said in German, with the names that the person gave', () => {
  const flow = aFlow().node('lost', 'filter', { condition: 'a =' }, 'Only "paid" {{orders}}').build()
  expect(checkFlow(flow).map((issue) => problems.sayIssue(issue).message)).toEqual([
    'Schritt „Only "paid" {{orders}}“: Der Ausdruck hört auf, bevor er vollständig ist.',
    'Schritt „Only "paid" {{orders}}“ wird nie erreicht.',
  ])
})

test('a failure is said in German after it travelled as data', () => {
  const issues = missingRequired([{ target: 'origin', rule: { kind: 'expression', expression: 'a' }, required: true }], {})
  const data = toErrorData(new AppError('required-field-missing', { message: issues[0]?.said?.message ?? '', issues }))
  const said = problems.sayError(JSON.parse(JSON.stringify(data)) as typeof data)
  expect(said).toMatchObject({
    message: 'origin hat keinen Wert.',
    fix: 'Berichtigen Sie die Zeile des Mappings oder die Quelldaten, und wiederholen Sie den Datensatz.',
  })
  expect(said.issues?.[0]?.fix).toContain('Berichtigen Sie die Zeile für origin')
})

test('what nobody translated stands behind the sentence of its code; an unknown code stays English', () => {
  const error = toErrorData(new AppError('vendor-rejected', { message: 'Odoo: no such product.' }))
  expect(problems.sayError(error).message).toBe('Das andere System hat diesen Datensatz abgelehnt. Odoo: no such product.')
  expect(problems.sayError({ ...error, code: 'of-tomorrow' }).message).toBe('Odoo: no such product.')
  expect(problems.sayIssue({ message: 'No one knows this.', fix: 'Nor this.' })).toMatchObject({
    message: 'No one knows this.',
    fix: 'Nor this.',
  })
})

test('a limit of a connection is named in German within the sentence that says it is reached', () => {
  const reached = say`The limit of ${{ text: '60 calls a minute', values: [] }} is reached`
  expect(problems.words(reached)).toBe('Die Grenze ist erreicht: 60 Aufrufe je Minute')
  expect(problems.words(say`The limit of ${say`${5} calls a day`} is used up.`)).toBe('Die Grenze ist ausgeschöpft: 5 Aufrufe am Tag.')
})

test('what the author of a flow wrote stands alone, in the language of the flow', () => {
  const raised = toErrorData(new AppError('raised', { message: 'The order has no customer.' }))
  expect(problems.sayError(raised).message).toBe('The order has no customer.')
  const fix = 'The author of the flow raised this with $error.'
  const thrown = toErrorData(new AppError('expression-failed', { message: 'The order has no customer.', fix }))
  expect(problems.sayError(thrown)).toMatchObject({
    message: 'The order has no customer.',
    fix: 'Das hat der Autor des Flows mit $error ausgelöst.',
  })
})

test('differences between versions are said in German', () => {
  const before = aFlow().node('pay', 'filter', { condition: 'paid' }, 'Only paid').build()
  const after = aFlow().node('pay', 'filter', { condition: 'paid and total > 0' }, 'Only paid orders').build()
  expect(diffFlows(before, after).map((change) => problems.words(change.said ?? change.sentence))).toEqual([
    'Schritt „Only paid“ heißt jetzt „Only paid orders“',
    'Schritt „Only paid orders“: die Bedingung ist jetzt paid and total > 0 statt paid',
  ])
})

test('what two people changed is said in German, with what each made of it', () => {
  const flow = (condition: string) => aFlow().node('pay', 'filter', { condition }, 'Only paid').build()
  const [conflict] = mergeFlows(flow('paid'), flow('a'), flow('b')).conflicts
  expect(conflict).toMatchObject({ what: 'Step "Only paid", the condition', mine: 'has "a"' })
  const said = conflict && [conflict.said.what, conflict.said.mine, conflict.said.theirs].map((words) => problems.words(words))
  expect(said).toEqual(['Schritt „Only paid“, die Bedingung', '„a“', '„b“'])
})

test('what a function or another system says is said in German, with the values in it', () => {
  const failed = dataOf(() => addMoney(['1', undefined]))
  expect(problems.sayError(failed).message).toBe('$add: Ein Betrag fehlt.')
  const why = say`nothing listens at its address`
  const unreachable = dataOf(() => {
    throw new AppError('connection-failed', { message: say`${'https://shop.example'}: ${why}.` })
  })
  expect(problems.sayError(unreachable).message).toBe('https://shop.example: unter dieser Adresse antwortet nichts.')
})

function dataOf(throwing: () => unknown): ErrorData {
  try {
    throwing()
  } catch (error) {
    return JSON.parse(JSON.stringify(toErrorData(error))) as ErrorData
  }
  throw new Error('nothing was thrown')
}
