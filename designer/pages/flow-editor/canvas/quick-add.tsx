// The small menu that opens where a line is dropped into empty space, on a line's `+`, or by key beside a step: search, arrows, Enter.
// It adds a step, replaces one, or leads to one that is there.
import { Popover, TextInput, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { lookOf } from '#designer/graph/node-kinds.ts'
import { portsOf } from '#designer/graph/ports.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { FlowDocument } from '#shared/flow/document.ts'
import { focusCard } from '#designer/graph/focus-card.ts'
import { addStep } from '../edits/add-step.ts'
import { refusal } from '../edits/connect-rules.ts'
import { fits, paletteItems, type PaletteItem } from '../edits/palette-items.ts'
import { replaceStep } from '../edits/replace-step.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import type { QuickAdd } from '../state/sight.ts'
import { ItemIcon } from './item-icon.tsx'
import classes from './quick-add.module.css'

export function QuickAddMenu() {
  const store = useEditorStore()
  const quickAdd = useEditor((state) => state.quickAdd)
  const close = () => store.getState().look({ quickAdd: undefined })
  if (!quickAdd) return null
  return (
    <Popover
      key={`${quickAdd.x},${quickAdd.y}`}
      opened
      onChange={(open) => !open && close()}
      position="bottom-start"
      withinPortal
      trapFocus
      shadow="lg"
      width={300}
      offset={4}
      closeOnEscape
      returnFocus
    >
      <Popover.Target>
        <span className={classes.anchor} style={{ left: quickAdd.x, top: quickAdd.y }} />
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Menu quickAdd={quickAdd} onDone={close} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Menu({ quickAdd, onDone }: { readonly quickAdd: QuickAdd; readonly onDone: () => void }) {
  const store = useEditorStore()
  const flow = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const [port, setPort] = useState(quickAdd.from?.port)
  const { from: given, replace, connect } = quickAdd
  const from = given && { node: given.node, port: port ?? given.port }
  const fromNode = given && flow.nodes[given.node]
  const ways = fromNode ? portsOf(fromNode) : []
  const show = (id: string) => {
    store.getState().select([id])
    focusCard(id)
  }
  const addable = useMemo(() => paletteItems(connectors ?? []), [connectors])
  const isOfTrigger = replace !== undefined && flow.nodes[replace]?.kind === 'trigger'
  const items = connect && from ? stepsToReach(flow, from) : addable.filter((item) => item.isTrigger === isOfTrigger)
  const choose = (item: PaletteItem) => {
    const { document: now, apply } = store.getState()
    onDone()
    if (connect && from) {
      if (apply({ kind: 'connect', edge: { from: from.node, port: from.port, to: item.id } })) show(item.id)
      return
    }
    if (replace !== undefined) {
      const edit = replaceStep(now, replace, item)
      if (edit && apply(edit)) show(replace)
      return
    }
    const added = addStep(now, item, quickAdd.at, { ...quickAdd, ...(from && { from }) })
    if (apply(added.edit)) show(added.id)
  }
  return (
    <div>
      {ways.length > 1 ? (
        <div className={classes.ways} role="group" aria-label={t('Which way out')}>
          {ways.map((way) => (
            <UnstyledButton key={way.id} className={classes.way ?? ''} aria-pressed={way.id === from?.port} onClick={() => setPort(way.id)}>
              {way.label}
            </UnstyledButton>
          ))}
        </div>
      ) : null}
      <Choices
        items={items}
        words={connect ? t('Where does it go on?') : replace === undefined ? t('Which step comes here?') : t('Which step takes its place?')}
        onChoose={choose}
      />
    </div>
  )
}

/** The steps that may come next, as things to choose. */
function stepsToReach(flow: FlowDocument, from: { readonly node: string; readonly port: string }): readonly PaletteItem[] {
  return Object.entries(flow.nodes)
    .filter(([id]) => refusal(flow, { from: from.node, port: from.port, to: id }) === undefined)
    .map(([id, node]) => {
      const look = lookOf(node)
      return {
        id,
        group: t('Steps of this flow'),
        label: node.label,
        description: t(look.label),
        icon: look.icon,
        color: look.color,
        isTrigger: false,
        make: () => node,
      }
    })
}

interface ChoicesProps {
  readonly items: readonly PaletteItem[]
  readonly words: string
  readonly onChoose: (item: PaletteItem) => void
}

function Choices({ items, words, onChoose }: ChoicesProps) {
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const shown = items.filter((item) => fits(item, search))
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.search ?? ''}
        placeholder={words}
        aria-label={t('Find a step to add')}
        leftSection={<Icon name="search" size={14} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setAt((old) => Math.max(0, Math.min(shown.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1))))
          }
          const item = shown[at]
          if (event.key === 'Enter' && item) onChoose(item)
        }}
      />
      <div ref={list} role="listbox" aria-label={words} className={classes.list}>
        {shown.map((item, index) => (
          <div key={item.id} role="presentation">
            {shown[index - 1]?.group === item.group ? null : <div className={classes.group}>{item.group}</div>}
            <div
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={classes.option}
              onMouseMove={() => setAt(index)}
              onClick={() => onChoose(item)}
              onKeyDown={(event) => event.key === 'Enter' && onChoose(item)}
            >
              <ItemIcon item={item} />
              <span className={classes.words}>
                <span>{item.label}</span>
                <span className={classes.description}>{item.description}</span>
              </span>
            </div>
          </div>
        ))}
        {shown.length === 0 ? <p className={classes.empty}>{t('Nothing is called that.')}</p> : null}
      </div>
    </>
  )
}
