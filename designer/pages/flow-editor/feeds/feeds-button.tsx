// For flows that read page by page: opens what was read, and what went wrong.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { useEditor } from '../state/context.ts'
import { FeedsDialog } from './feeds-dialog.tsx'

export function FeedsButton() {
  const type = useEditor((state) => {
    const trigger = Object.values(state.document.nodes).find((node) => node.kind === 'trigger')
    return trigger?.kind === 'trigger' ? trigger.config.type : undefined
  })
  const [isOpen, setOpen] = useState(false)
  if (type !== 'poll' && type !== 'file') return null
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name={type === 'file' ? 'file-spreadsheet' : 'refresh-cw'} size={14} />}
        onClick={() => setOpen(true)}
      >
        {type === 'file' ? t('Files') : t('What was read')}
      </Button>
      {isOpen ? <FeedsDialog kind={type} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
