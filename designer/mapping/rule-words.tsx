// A rule in words, with its source fields as chips: how a row reads while nobody edits it.
import { createContext, Fragment, memo, use, type ReactNode } from 'react'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { itemScope, pathLabel } from '#designer/editor/field-names.ts'
import { t } from '#designer/i18n/index.ts'
import type { ListMode } from '#shared/mapping/rule-forms/list-modes.ts'
import type { Operand } from '#shared/mapping/rule-forms/operand.ts'
import type { RuleForm } from '#shared/mapping/rule-forms/rule-form.ts'
import type { Test, Tests } from '#shared/mapping/rule-forms/test.ts'
import classes from './rule-words.module.css'

/** Where the rule stands: what its paths mean. */
const Scope = createContext<ExpressionScope>({ record: undefined })

function Chip({ path }: { readonly path: string }) {
  const scope = use(Scope)
  return (
    <span className={classes.chip} title={path}>
      {path === '$' ? t('the item') : pathLabel(path, scope)}
    </span>
  )
}

/** What is read from each item of a list. */
function InList({ list, children }: { readonly list: string; readonly children: ReactNode }) {
  return <Scope value={itemScope(list, use(Scope))}>{children}</Scope>
}

const chip = (path: string): ReactNode => <Chip path={path} />
const within = (list: string, node: ReactNode): ReactNode => <InList list={list}>{node}</InList>
const fixed = (value: unknown): ReactNode => (
  <span className={classes.fixed}>{typeof value === 'string' ? t('“{{name}}”', { name: value }) : JSON.stringify(value)}</span>
)
const operand = (one: Operand): ReactNode => (one.kind === 'path' ? chip(one.path) : fixed(one.value))

/** A sentence with places for what is not text: `words('{{a}} times {{b}}', { a: …, b: … })`. */
function words(sentence: string, parts: Readonly<Record<string, ReactNode>> = {}): ReactNode {
  return t(sentence)
    .split(/(\{\{\w+\}\})/)
    .map((piece, index) => {
      const name = /^\{\{(\w+)\}\}$/.exec(piece)?.[1]
      // A place may be left empty: ", else …" of a rule without one.
      return <Fragment key={index}>{name === undefined ? piece : parts[name]}</Fragment>
    })
}

function list(items: readonly ReactNode[], between: ReactNode): ReactNode {
  return items.map((item, index) => (
    <Fragment key={index}>
      {index === 0 ? null : between}
      {item}
    </Fragment>
  ))
}

export const RuleWords = memo(function RuleWords({ form, scope }: { readonly form: RuleForm; readonly scope: ExpressionScope }) {
  return (
    <span className={classes.words}>
      <Scope value={scope}>{formWords(form)}</Scope>
    </span>
  )
})

function formWords(form: RuleForm): ReactNode {
  switch (form.form) {
    case 'copy':
      return chip(form.path)
    case 'constant':
      return words('always {{value}}', { value: fixed(form.value) })
    case 'lookup':
      return words('{{key}} looked up in {{table}}', { key: chip(form.key), table: fixed(form.table) })
    case 'join':
      return list(
        form.parts.map(operand),
        form.separator === undefined ? ' + ' : ` ${form.separator.trim() === '' ? '␣' : form.separator.trim()} `,
      )
    case 'date':
      return words('{{path}} as a date', { path: chip(form.path) })
    case 'number':
      if (form.as === 'text') return words('{{path}} as text', { path: chip(form.path) })
      return form.decimals === undefined && form.as === 'number'
        ? words('{{path}} as a number', { path: chip(form.path) })
        : words('{{path}} with {{decimals}} decimals', { path: chip(form.path), decimals: String(form.decimals ?? 2) })
    case 'first-match': {
      const otherwise = form.otherwise && words(', else {{value}}', { value: operand(form.otherwise) })
      if (form.paths.length > 1)
        return words('the first of {{paths}} that is filled{{otherwise}}', { paths: list(form.paths.map(chip), ', '), otherwise })
      return otherwise
        ? words('{{path}} if filled{{otherwise}}', { path: list(form.paths.map(chip), ''), otherwise })
        : words('{{path}} unless blank', { path: list(form.paths.map(chip), '') })
    }
    case 'condition':
      return (
        <>
          {list(
            form.cases.map(({ when, gives }) => words('{{value}} if {{test}}', { value: operand(gives), test: testsWords(when) })),
            '; ',
          )}
          {form.otherwise ? words(', else {{value}}', { value: operand(form.otherwise) }) : null}
        </>
      )
    case 'sum': {
      const each =
        form.times === undefined
          ? chip(form.field)
          : words('{{field}} times {{times}}', { field: chip(form.field), times: chip(form.times) })
      const where = form.where && words(' where {{test}}', { test: testsWords(form.where) })
      return words('sum of {{each}} over {{list}}{{where}}', {
        each: within(form.list, each),
        list: chip(form.list),
        where: within(form.list, where),
      })
    }
    case 'part':
      return words('the part {{part}} of {{path}}', { part: fixed(form.part), path: chip(form.path) })
    case 'allocate':
      return words(form.give === 'item' ? 'this line’s share of {{total}} by {{weights}}' : '{{total}} split by {{weights}}', {
        total: chip(form.total),
        weights: chip(form.weights),
      })
  }
}

export const testsWords = ({ all, tests }: Tests): ReactNode => list(tests.map(testWords), all ? words(' and ') : words(' or '))

function testWords(test: Test): ReactNode {
  const path = chip(test.path)
  switch (test.kind) {
    case 'compare':
      return (
        <>
          {path} {test.operator === '!=' ? '≠' : test.operator === '>=' ? '≥' : test.operator === '<=' ? '≤' : test.operator}{' '}
          {operand(test.with)}
        </>
      )
    case 'contains':
      return words('{{path}} contains {{text}}', { path, text: operand(test.text) })
    case 'one-of':
      return words('{{path}} is one of {{values}}', { path, values: list(test.values.map(operand), ', ') })
    case 'filled':
      return words('{{path}} is filled', { path })
    case 'blank':
      return words('{{path}} is blank', { path })
  }
}

export const ListModeWords = memo(function ListModeWords({ mode, scope }: { readonly mode: ListMode; readonly scope: ExpressionScope }) {
  return (
    <span className={classes.words}>
      <Scope value={scope}>{modeWords(mode)}</Scope>
    </span>
  )
})

function modeWords(mode: ListMode): ReactNode {
  switch (mode.mode) {
    case 'per-line':
      return mode.where
        ? words('one line for each of {{list}} where {{test}}', { list: chip(mode.list), test: within(mode.list, testsWords(mode.where)) })
        : words('one line for each of {{list}}', { list: chip(mode.list) })
    case 'per-inner-line':
      return words('one line for each {{inner}} of each of {{list}}', {
        inner: within(mode.list, chip(mode.inner)),
        list: chip(mode.list),
      })
    case 'several':
      return words('one line for each of {{sources}}', {
        sources: list(
          mode.sources.map(({ path }) => chip(path)),
          words(' and '),
        ),
      })
    case 'grouped':
      return words('{{list}} grouped by {{by}}', { list: chip(mode.list), by: within(mode.list, chip(mode.by)) })
  }
}
