// What can be added, on the left: search, groups, drag onto the canvas or click to add beside the selection.
import { ActionIcon, Kbd, ScrollArea, TextInput, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useCallback, useMemo, useState, type RefObject } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { addBeside } from '../edits/add-beside.ts'
import { fits, paletteItems, type PaletteItem } from '../edits/palette-items.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { ItemIcon } from './item-icon.tsx'
import classes from './palette.module.css'

export const PALETTE_MIME = 'application/x-tillflow-step'

export function Palette({ search, onClose }: { readonly search: RefObject<HTMLInputElement | null>; readonly onClose: () => void }) {
  const store = useEditorStore()
  const hasTrigger = useEditor((state) => Object.values(state.document.nodes).some((node) => node.kind === 'trigger'))
  const connectors = useQuery(connectorsQuery()).data
  const [wanted, setWanted] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(hasTrigger ? [t('Triggers')] : []))
  const items = useMemo(() => paletteItems(connectors ?? []), [connectors])
  const shown = items.filter((item) => fits(item, wanted))
  const groups = [...new Set(shown.map((item) => item.group))]
  const add = useCallback((item: PaletteItem) => addBeside(store, item), [store])
  return (
    <aside className={classes.palette} data-tour="palette" aria-label={t('Steps to add')}>
      <header className={classes.header}>
        <TextInput
          ref={search}
          size="xs"
          className={classes.search ?? ''}
          placeholder={t('Add a step')}
          aria-label={t('Find a step to add')}
          leftSection={<Icon name="search" size={14} />}
          rightSection={wanted === '' ? <Kbd size="xs">/</Kbd> : null}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = shown
            if (event.key === 'Enter' && first && !(first.isTrigger && hasTrigger)) add(first)
            if (event.key === 'Escape') {
              setWanted('')
              event.currentTarget.blur()
            }
          }}
        />
        <ActionIcon aria-label={t('Hide the steps')} onClick={onClose}>
          <Icon name="panel-left" size={15} />
        </ActionIcon>
      </header>
      <ScrollArea className={classes.list ?? ''} scrollbarSize={6}>
        {groups.map((group) => (
          <section key={group} className={classes.group}>
            <button
              type="button"
              className={classes.groupHead}
              aria-expanded={!folded.has(group)}
              onClick={() =>
                setFolded((old) => (old.has(group) ? new Set([...old].filter((one) => one !== group)) : new Set([...old, group])))
              }
            >
              <Icon name={folded.has(group) && wanted === '' ? 'chevron-right' : 'chevron-down'} size={13} />
              {group}
            </button>
            {folded.has(group) && wanted === ''
              ? null
              : shown
                  .filter((item) => item.group === group)
                  .map((item) => <Item key={item.id} item={item} disabled={item.isTrigger && hasTrigger} onAdd={add} />)}
          </section>
        ))}
        {shown.length === 0 ? <p className={classes.empty}>{t('Nothing is called that.')}</p> : null}
      </ScrollArea>
    </aside>
  )
}

interface ItemProps {
  readonly item: PaletteItem
  readonly disabled: boolean
  readonly onAdd: (item: PaletteItem) => void
}

const Item = memo(function Item({ item, disabled, onAdd }: ItemProps) {
  return (
    <Tooltip
      label={disabled ? t('A flow has one trigger. Change it in its form on the right.') : item.description}
      multiline
      w={230}
      position="right"
      openDelay={500}
    >
      <button
        type="button"
        className={classes.item}
        aria-disabled={disabled}
        draggable={!disabled}
        onDragStart={(event) => {
          event.dataTransfer.setData(PALETTE_MIME, item.id)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={() => {
          if (!disabled) onAdd(item)
        }}
      >
        <ItemIcon item={item} />
        <span className={classes.label}>{item.label}</span>
        <span className={classes.grip}>
          <Icon name="grip-vertical" size={13} />
        </span>
      </button>
    </Tooltip>
  )
})
