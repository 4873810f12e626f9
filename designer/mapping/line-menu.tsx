// What can be done with a row: another kind of rule, required, a note, remove.
import { ActionIcon, Menu, Popover, Textarea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { GridRow } from './grid-rows.ts'
import classes from './grid.module.css'
import { RULE_LOOKS, type RuleKind } from './rules.ts'

export interface LineMenuProps {
  readonly line: GridRow
  readonly readOnly: boolean
  readonly onKind: (kind: RuleKind) => void
  readonly onRequired: (required: boolean) => void
  readonly onRemove: () => void
  readonly onNote: () => void
}

const KINDS: readonly RuleKind[] = ['expression', 'constant', 'lookup', 'each']

export function KindMenu({ line, readOnly, onKind }: Pick<LineMenuProps, 'line' | 'readOnly' | 'onKind'>) {
  const kind = line.row?.rule.kind ?? 'expression'
  const kinds = KINDS.filter((one) => one !== 'each' || line.custom || line.type.startsWith('list') || line.type === 'any')
  return (
    <Menu position="bottom-start" withinPortal width={260}>
      <Menu.Target>
        <ActionIcon
          size={24}
          disabled={readOnly}
          aria-label={t('Kind of rule: {{kind}}', { kind: t(RULE_LOOKS[kind].label) })}
          title={t(RULE_LOOKS[kind].label)}
          style={{ opacity: line.row ? 1 : 0.45 }}
        >
          <Icon name={RULE_LOOKS[kind].icon} size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<Icon name={RULE_LOOKS[one].icon} size={15} />}
            rightSection={line.row && one === kind ? <Icon name="check" size={14} /> : null}
            onClick={() => onKind(one)}
          >
            {t(RULE_LOOKS[one].label)}
            <span className={classes.help}>{t(RULE_LOOKS[one].help)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function LineMenu({ line, readOnly, onRequired, onRemove, onNote }: LineMenuProps) {
  if (!line.row && !line.custom) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          size={24}
          className={classes.more ?? ''}
          disabled={readOnly}
          aria-label={t('More for {{field}}', { field: line.target })}
        >
          <Icon name="ellipsis" size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {line.row ? (
          <>
            <Menu.Item leftSection={<Icon name="circle-alert" size={15} />} onClick={() => onRequired(!line.row?.required)}>
              {line.row.required ? t('Not required by this flow') : t('Required: park the record when empty')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="sticky-note" size={15} />} onClick={onNote}>
              {line.row.note ? t('Edit the note') : t('Add a note')}
            </Menu.Item>
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item color="red" leftSection={<Icon name="trash-2" size={15} />} onClick={onRemove}>
          {t('Remove the rule')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function NoteButton({
  note,
  open,
  onOpen,
  onNote,
  readOnly,
}: {
  readonly note: string | undefined
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onNote: (note: string) => void
  readonly readOnly: boolean
}) {
  const [text, setText] = useState(note ?? '')
  if (note === undefined && !open) return null
  const save = () => {
    if (text.trim() !== (note ?? '')) onNote(text.trim())
    onOpen(false)
  }
  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? onOpen(true) : save())}
      width={320}
      position="bottom-end"
      withinPortal
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon size={24} color="yellow" aria-label={t('Note')} title={note} onClick={() => (open ? save() : onOpen(true))}>
          <Icon name="sticky-note" size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          autosize
          minRows={2}
          maxRows={8}
          label={t('Note')}
          description={t('Why this field is mapped this way')}
          value={text}
          readOnly={readOnly}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
      </Popover.Dropdown>
    </Popover>
  )
}
