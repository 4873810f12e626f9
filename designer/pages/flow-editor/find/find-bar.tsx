// Search in the flow (Ctrl F): what is found is listed and gone through with Enter; a row of a mapping is opened from the list.
import { ActionIcon, TextInput } from '@mantine/core'
import { useReactFlow } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { focusCard } from '#designer/graph/focus-card.ts'
import { FIT } from '../commands/view-commands.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import classes from './find-bar.module.css'
import { findInFlow, type Hit } from './find-in-flow.ts'

const MOST = 200

export function FindBar() {
  const finding = useEditor((state) => state.finding)
  return finding ? <Bar /> : null
}

function Bar() {
  const store = useEditorStore()
  const flow = useEditor((state) => state.document)
  const { fitView } = useReactFlow()
  const [words, setWords] = useState('')
  const [at, setAt] = useState(-1)
  // At once: Enter right behind the last letter goes to what was just typed.
  const hits = useMemo(() => findInFlow(flow, words).slice(0, MOST), [flow, words])
  const show = (index: number) => {
    const hit = hits[index]
    if (!hit) return
    setAt(index)
    if (hit.noteId !== undefined) {
      store.getState().look({ notes: new Set([hit.noteId]), selection: new Set() })
      void fitView({ ...FIT, nodes: [{ id: `note:${hit.noteId}` }] })
    } else if (hit.nodeId !== undefined) {
      store.getState().look({ selection: new Set([hit.nodeId]), notes: new Set() })
      void fitView({ ...FIT, nodes: [{ id: hit.nodeId }] })
    }
  }
  const step = (by: 1 | -1) => show(at === -1 && by === -1 ? hits.length - 1 : (at + by + hits.length) % hits.length)
  const [before] = useState(() => document.activeElement)
  // On at what was found, else back to where one came from.
  const close = () => {
    store.getState().look({ finding: false })
    const found = hits[at]?.nodeId
    if (found !== undefined) focusCard(found)
    else if (before instanceof HTMLElement) before.focus()
  }
  return (
    <section className={classes.bar} role="search" aria-label={t('Search in this flow')} data-own-keys>
      <div className={classes.line}>
        <TextInput
          data-find-in-flow
          autoFocus
          size="xs"
          variant="unstyled"
          className={classes.input ?? ''}
          placeholder={t('Search in this flow')}
          aria-label={t('Search in this flow')}
          leftSection={<Icon name="search" size={14} />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setAt(-1)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'ArrowDown') step(event.shiftKey ? -1 : 1)
            else if (event.key === 'ArrowUp') step(-1)
            else if (event.key === 'Escape') close()
            else return
            event.preventDefault()
          }}
        />
        <span className={classes.count} role="status">
          {words.trim() === '' ? '' : hits.length === 0 ? t('Nothing found') : t('{{at}} of {{count}}', { at: at + 1, count: hits.length })}
        </span>
        <ActionIcon size={24} aria-label={t('Previous')} disabled={hits.length === 0} onClick={() => step(-1)}>
          <Icon name="chevron-up" size={15} />
        </ActionIcon>
        <ActionIcon size={24} aria-label={t('Next')} disabled={hits.length === 0} onClick={() => step(1)}>
          <Icon name="chevron-down" size={15} />
        </ActionIcon>
        <ActionIcon size={24} aria-label={t('Close')} onClick={close}>
          <Icon name="x" size={15} />
        </ActionIcon>
      </div>
      {hits.length > 0 ? (
        <ul className={classes.hits}>
          {hits.map((hit, index) => (
            <li key={index}>
              <button
                type="button"
                className={classes.hit}
                data-active={index === at || undefined}
                onClick={() => {
                  show(index)
                  if (hit.nodeId !== undefined && hit.row !== undefined)
                    store.getState().look({ mapping: { nodeId: hit.nodeId, row: hit.row } })
                }}
              >
                <span className={classes.where}>{whereOf(hit, flow.nodes)}</span>
                <span className={classes.text}>
                  {hit.text.slice(0, hit.from)}
                  <mark>{hit.text.slice(hit.from, hit.to)}</mark>
                  {hit.text.slice(hit.to)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function whereOf({ nodeId, target }: Hit, nodes: Readonly<Record<string, { readonly label: string }>>): string {
  if (nodeId === undefined) return t('Note')
  return [nodes[nodeId]?.label ?? nodeId, target].filter((part) => part !== undefined).join(' · ')
}
