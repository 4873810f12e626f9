// A note on the canvas, in Markdown. A double click, or Enter, writes on it; it is dragged and sized like a sheet of paper.
import { ActionIcon } from '@mantine/core'
import { NodeResizer, NodeToolbar, Position, type NodeProps } from '@xyflow/react'
import { memo, use, useRef, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { PlainMarkdown } from '#designer/ui/plain-markdown.tsx'
import { Drawing, type NoteNode } from './drawing.ts'
import classes from './drawing.module.css'
import { Swatches } from './swatches.tsx'

const MOST_CHARACTERS = 8_000

export const Note = memo(function Note({ data, selected }: NodeProps<NoteNode>) {
  const edits = use(Drawing)
  const { noteId, text, color } = data
  const [writing, setWriting] = useState(false)
  const paper = useRef<HTMLDivElement>(null)
  const open = edits !== undefined && (writing || (selected && text === ''))
  const stop = (written: string) => {
    setWriting(false)
    if (written !== text) edits?.setNote(noteId, { text: written })
  }
  return (
    <div
      ref={paper}
      className={classes.note}
      data-note={noteId}
      data-color={color}
      data-selected={selected || undefined}
      onDoubleClick={() => edits && setWriting(true)}
    >
      {edits ? (
        <>
          <NodeResizer
            isVisible={selected}
            minWidth={120}
            minHeight={56}
            handleClassName={classes.handle ?? ''}
            lineClassName={classes.line ?? ''}
          />
          <NodeToolbar isVisible={selected} position={Position.Top} className={classes.toolbar ?? ''}>
            <Swatches value={color} onChange={(next) => edits.setNote(noteId, { color: next })} />
            <ActionIcon size={24} aria-label={t('Write on the note')} onClick={() => setWriting(true)}>
              <Icon name="pencil" size={14} />
            </ActionIcon>
            <ActionIcon size={24} aria-label={t('Remove the note')} onClick={() => edits.setNote(noteId, null)}>
              <Icon name="trash-2" size={14} />
            </ActionIcon>
          </NodeToolbar>
        </>
      ) : null}
      {open ? (
        <textarea
          autoFocus={writing}
          className={`${classes.sheet} nodrag nowheel`}
          defaultValue={text}
          maxLength={MOST_CHARACTERS}
          aria-label={t('Text of the note, in Markdown')}
          placeholder={t('Write something. **Bold**, lists and [links](https://…) work.')}
          onBlur={(event) => stop(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
              event.currentTarget.blur()
              paper.current?.closest<HTMLElement>('.react-flow__node')?.focus()
            }
          }}
        />
      ) : (
        <div className={classes.words}>
          <PlainMarkdown text={text} />
        </div>
      )}
    </div>
  )
})
