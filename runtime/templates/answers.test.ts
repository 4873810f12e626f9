import { describe, expect, it } from 'vitest'
import { readAnswers } from './answers.ts'
import type { TemplateFile } from './template.ts'

const template: TemplateFile = {
  id: 'a-template',
  version: '1.0.0',
  name: 'A template',
  summary: 'For tests',
  settingsTable: { name: 'order-settings', label: 'Order settings' },
  questions: [
    { id: 'company', label: 'Company', kind: 'text', required: false },
    { id: 'customer', label: 'Default customer', kind: 'text', required: true, default: 'GUEST' },
    { id: 'tolerance', label: 'Tolerance', kind: 'number', required: false },
    {
      id: 'mode',
      label: 'Mode',
      kind: 'choice',
      required: true,
      default: 'draft',
      choices: [
        { value: 'draft', label: 'Draft' },
        { value: 'final', label: 'Final' },
      ],
    },
    {
      id: 'tenders',
      label: 'Tenders',
      kind: 'table',
      required: true,
      table: {
        name: 'tender-journals',
        label: 'Tenders',
        keyLabel: 'Tender',
        valueLabel: 'Journal',
        rows: [{ key: 'card', value: 'CARD' }],
      },
    },
  ],
  samples: [],
}
const issuesOf = (answers: Record<string, unknown>) => readAnswers(template, answers).issues.map((issue) => [issue.path, issue.code])

describe('readAnswers', () => {
  it('takes defaults where nothing is answered', () => {
    const { tables, issues } = readAnswers(template, {})
    expect(issues).toEqual([])
    expect(tables).toEqual([
      { name: 'tender-journals', label: 'Tenders', rows: [{ key: 'card', value: 'CARD' }] },
      {
        name: 'order-settings',
        label: 'Order settings',
        rows: [
          { key: 'customer', value: 'GUEST', note: 'Default customer' },
          { key: 'mode', value: 'draft', note: 'Mode' },
        ],
      },
    ])
  })

  it('turns answers into rows', () => {
    const { tables } = readAnswers(template, {
      company: 'Main',
      tolerance: '0.05',
      tenders: [{ key: 'cash', value: 'CASH', note: 'Tills' }],
    })
    expect(tables[0]?.rows).toEqual([{ key: 'cash', value: 'CASH', note: 'Tills' }])
    expect(tables[1]?.rows.map((row) => [row.key, row.value])).toEqual([
      ['company', 'Main'],
      ['customer', 'GUEST'],
      ['tolerance', '0.05'],
      ['mode', 'draft'],
    ])
  })

  it('says which answer is missing or wrong', () => {
    expect(issuesOf({ customer: '' })).toEqual([['/answers/customer', 'answer-missing']])
    expect(issuesOf({ tolerance: 'a lot' })).toEqual([['/answers/tolerance', 'answer-invalid']])
    expect(issuesOf({ mode: 'other' })).toEqual([['/answers/mode', 'answer-invalid']])
    expect(issuesOf({ colour: 'blue' })).toEqual([['/answers/colour', 'unknown-question']])
    expect(issuesOf({ tenders: [] })).toEqual([['/answers/tenders', 'answer-missing']])
    expect(issuesOf({ tenders: [{ key: 'cash' }] })).toEqual([['/answers/tenders/0', 'answer-invalid']])
    expect(
      issuesOf({
        tenders: [
          { key: 'cash', value: 'A' },
          { key: 'cash', value: 'B' },
        ],
      }),
    ).toEqual([['/answers/tenders/1', 'answer-invalid']])
  })
})
