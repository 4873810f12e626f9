// A frame around steps: its name on top moves them all, a click on the grip selects them.
import { ActionIcon, Menu } from '@mantine/core'
import type { NodeProps } from '@xyflow/react'
import { memo, use, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { Drawing, type DrawingEdits, type FrameNode } from './drawing.ts'
import classes from './drawing.module.css'
import { Swatches } from './swatches.tsx'

export const Frame = memo(function Frame({ data }: NodeProps<FrameNode>) {
  const edits = use(Drawing)
  const { groupId, label, color, count } = data
  return (
    <section className={classes.frame} data-color={color} data-group={groupId} aria-label={t('Group: {{label}}', { label })}>
      <header className={classes.head} data-frame-grip={edits ? true : undefined}>
        {edits ? (
          <button
            type="button"
            className={`${classes.grip} nodrag`}
            aria-label={t('Select the steps of {{label}}', { label })}
            title={t('Select its steps')}
            onClick={() => edits.selectGroup(groupId)}
          >
            <Icon name="group" size={14} />
          </button>
        ) : (
          <Icon name="group" size={14} />
        )}
        {edits ? <Name key={label} groupId={groupId} label={label} edits={edits} /> : <span className={classes.name}>{label}</span>}
        <span className={classes.count}>{t('steps-count', { count })}</span>
        {edits ? (
          <Menu position="bottom-end" withinPortal width={220}>
            <Menu.Target>
              <ActionIcon size={22} className="nodrag" aria-label={t('More for the group {{label}}', { label })}>
                <Icon name="ellipsis" size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('Colour')}</Menu.Label>
              <Swatches value={color} onChange={(next) => edits.setGroup(groupId, { color: next })} />
              <Menu.Divider />
              <Menu.Item leftSection={<Icon name="ungroup" size={14} />} onClick={() => edits.setGroup(groupId, null)}>
                {t('Take the frame away')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </header>
    </section>
  )
})

interface NameProps {
  readonly groupId: string
  readonly label: string
  readonly edits: DrawingEdits
}

function Name({ groupId, label, edits }: NameProps) {
  const [text, setText] = useState(label)
  return (
    <input
      className={`${classes.name} nodrag`}
      data-rename
      value={text}
      maxLength={120}
      aria-label={t('Name of the group')}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => {
        if (text.trim() === '') setText(label)
        else if (text !== label) edits.setGroup(groupId, { label: text.trim() })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        event.stopPropagation()
      }}
    />
  )
}
