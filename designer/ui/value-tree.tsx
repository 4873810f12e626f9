// A record as a readable tree: names on the left, values on the right, parts that fold. With `onChange` its values can be edited in place.
import { useState } from 'react'
import { isRecord } from '#shared/json.ts'
import { t } from '#designer/i18n/index.ts'
import { saysMore } from '#designer/editor/field-names.ts'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'
import type { TitleOf } from './record-titles.ts'
import { ValueLeaf } from './value-leaf.tsx'
import classes from './value-tree.module.css'

export interface ValueTreeProps {
  readonly value: unknown
  /** For screen readers. */
  readonly label: string
  /** How many levels are open at first. Default 2. */
  readonly depth?: number
  /** The whole value with one part changed. */
  readonly onChange?: (value: unknown) => void
  /** What fields are called in their system; they are called as they are written where it says nothing. */
  readonly titleOf?: TitleOf
}

/** Longer lists show their beginning; the rest on request, so that a thousand lines do not freeze the page. */
const FIRST_ITEMS = 50

export function ValueTree({ value, label, depth = 2, onChange, titleOf }: ValueTreeProps) {
  if (value === undefined) return <p className={classes.nothing}>{t('Nothing')}</p>
  if (!isContainer(value)) {
    return (
      <div className={classes.tree}>
        <ValueLeaf value={value} label={label} onChange={onChange} />
      </div>
    )
  }
  return (
    <div className={classes.tree} role="group" aria-label={label}>
      <Children value={value} depth={depth} onChange={onChange} naming={titleOf && { titleOf, above: NO_NAMES }} />
    </div>
  )
}

/** Where in the record a part stands, by names alone, and what the fields are called there. */
interface Naming {
  readonly titleOf: TitleOf
  readonly above: readonly string[]
}
const NO_NAMES: readonly string[] = []

type Container = Readonly<Record<string, unknown>> | readonly unknown[]
const isContainer = (value: unknown): value is Container => Array.isArray(value) || isRecord(value)

function Children({
  value,
  depth,
  onChange,
  naming,
}: {
  readonly value: Container
  readonly depth: number
  readonly onChange?: (value: unknown) => void
  readonly naming: Naming | undefined
}) {
  const [all, setAll] = useState(false)
  const entries = Object.entries(value)
  const shown = all ? entries : entries.slice(0, FIRST_ITEMS)
  if (entries.length === 0) return <p className={classes.nothing}>{Array.isArray(value) ? t('Empty list') : t('No fields')}</p>
  return (
    <ul className={classes.list}>
      {shown.map(([key, child]) => (
        <Entry
          key={key}
          name={Array.isArray(value) ? String(Number(key) + 1) : key}
          index={Array.isArray(value)}
          value={child}
          depth={depth - 1}
          naming={naming}
          onChange={onChange && ((next) => onChange(withPart(value, key, next)))}
        />
      ))}
      {shown.length < entries.length && (
        <li>
          <button type="button" className={classes.more} onClick={() => setAll(true)}>
            {t('Show {{count}} more', { count: entries.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  )
}

interface EntryProps {
  readonly name: string
  readonly index: boolean
  readonly value: unknown
  readonly depth: number
  readonly onChange?: (value: unknown) => void
  readonly naming: Naming | undefined
}

function Entry({ name, index, value, depth, onChange, naming }: EntryProps) {
  const [open, setOpen] = useState(depth > 0)
  const below = naming && !index ? { ...naming, above: [...naming.above, name] } : naming
  const title = below && !index ? below.titleOf(below.above) : undefined
  const label = title === undefined ? name : t(title)
  const called = (
    <span className={index ? classes.index : classes.key}>
      {label}
      {saysMore(name, label) && <small className={classes.name}>{name}</small>}
    </span>
  )
  if (!isContainer(value)) {
    return (
      <li className={classes.row}>
        {called}
        <ValueLeaf value={value} label={label} onChange={onChange} />
      </li>
    )
  }
  const count = Object.keys(value).length
  return (
    <li>
      <div className={classes.branch}>
        <button type="button" className={classes.toggle} onClick={() => setOpen(!open)} aria-expanded={open}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={13} />
          {called}
          <span className={classes.size}>{Array.isArray(value) ? t('items-count', { count }) : preview(value, count, open)}</span>
        </button>
        <span className={classes.copy}>
          <CopyButton value={() => JSON.stringify(value, null, 2)} label={t('Copy {{name}}', { name: label })} />
        </span>
      </div>
      {open && (
        <div className={classes.nested}>
          <Children value={value} depth={depth} onChange={onChange} naming={below} />
        </div>
      )}
    </li>
  )
}

function preview(value: Readonly<Record<string, unknown>> | readonly unknown[], count: number, open: boolean): string {
  if (open) return t('fields-count', { count })
  const words = Object.values(value).filter((part) => typeof part === 'string' || typeof part === 'number')
  return words.length === 0 ? t('fields-count', { count }) : words.slice(0, 3).join(' · ')
}

function withPart(container: Container, key: string, part: unknown): unknown {
  if (Array.isArray(container)) return container.map((item: unknown, i) => (String(i) === key ? part : item))
  return isRecord(container) ? { ...container, [key]: part } : part
}

/** A tree with its title and a copy button over it. */
export function TitledValue({
  title,
  value,
  depth,
  empty,
  titleOf,
}: {
  readonly title: string
  readonly value: unknown
  readonly depth?: number
  readonly empty?: string
  readonly titleOf?: TitleOf
}) {
  return (
    <section className={classes.titled}>
      <header className={classes.titledHead}>
        <h3>{title}</h3>
        {value !== undefined && <CopyButton value={() => JSON.stringify(value, null, 2)} label={t('Copy {{name}}', { name: title })} />}
      </header>
      {value === undefined ? (
        <p className={classes.nothing}>{empty ?? t('Nothing')}</p>
      ) : (
        <ValueTree value={value} label={title} depth={depth} titleOf={titleOf} />
      )}
    </section>
  )
}
