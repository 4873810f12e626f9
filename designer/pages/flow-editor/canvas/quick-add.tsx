// The small menu that opens where a line is dropped into empty space, or on a line's `+`: search, arrows, Enter.
import { Popover, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { addStep } from '../edits/add-step.ts'
import { fits, paletteItems, type PaletteItem } from '../edits/palette-items.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
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
        <Choices
          onChoose={(item) => {
            const { document, apply, select } = store.getState()
            const added = addStep(document, item, quickAdd.at, quickAdd)
            close()
            if (apply(added.edit)) select([added.id])
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ onChoose }: { readonly onChoose: (item: PaletteItem) => void }) {
  const connectors = useQuery(connectorsQuery()).data
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const items = useMemo(() => paletteItems(connectors ?? []).filter((item) => !item.isTrigger && fits(item, search)), [connectors, search])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.search ?? ''}
        placeholder={t('Which step comes here?')}
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
            setAt((old) => Math.max(0, Math.min(items.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1))))
          }
          const item = items[at]
          if (event.key === 'Enter' && item) onChoose(item)
        }}
      />
      <div ref={list} role="listbox" aria-label={t('Steps to add')} className={classes.list}>
        {items.map((item, index) => (
          <div key={item.id}>
            {items[index - 1]?.group === item.group ? null : <div className={classes.group}>{item.group}</div>}
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
        {items.length === 0 ? <p className={classes.empty}>{t('Nothing is called that.')}</p> : null}
      </div>
    </div>
  )
}
