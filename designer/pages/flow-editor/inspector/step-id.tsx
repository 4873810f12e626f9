// The id by which expressions read a step's output; renaming it renames it there too.
import { ActionIcon, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { CopyButton } from '#designer/ui/copy-button.tsx'
import { READABLE_ID } from '#shared/flow/document.ts'
import { renameNode } from '#shared/flow/edit.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import classes from './inspector.module.css'

const READABLE = new RegExp(READABLE_ID)

export function StepId({ id }: { readonly id: string }) {
  const store = useEditorStore()
  const readOnly = useEditor((state) => state.readOnly)
  const [text, setText] = useState<string>()
  if (text === undefined) {
    return (
      <div className={classes.id} title={t('How expressions of later steps read the output of this one')}>
        <code>{`$steps.\`${id}\``}</code>
        <CopyButton value={`$steps.\`${id}\``} label={t('Copy')} />
        <ActionIcon size={26} aria-label={t('Change the id')} disabled={readOnly} onClick={() => setText(id)}>
          <Icon name="pencil" size={13} />
        </ActionIcon>
      </div>
    )
  }
  const { document, apply, select } = store.getState()
  const problem = !READABLE.test(text)
    ? t('Small letters, digits and dashes, beginning with a letter.')
    : text !== id && Object.hasOwn(document.nodes, text)
      ? t('Another step has this id.')
      : undefined
  const rename = () => {
    if (problem) return
    if (text !== id && apply(renameNode(document, id, text))) select([text])
    setText(undefined)
  }
  return (
    <Group gap={6} align="start" wrap="nowrap">
      <TextInput
        label={t('Id')}
        description={t('Expressions that read this step are changed with it.')}
        value={text}
        error={problem}
        autoFocus
        style={{ flex: 1 }}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? rename() : event.key === 'Escape' && setText(undefined))}
      />
      <ActionIcon mt={42} size={28} aria-label={t('Change the id')} disabled={problem !== undefined} onClick={rename}>
        <Icon name="check" size={15} />
      </ActionIcon>
    </Group>
  )
}
