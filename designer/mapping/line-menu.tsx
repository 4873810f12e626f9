// What can be done with a row: another kind of rule, required, a note, remove.
import { Menu } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { GridRow } from './grid-rows.ts'
import classes from './grid.module.css'
import { LazyMenu } from './lazy-menu.tsx'
import { RULE_LOOKS, type RuleKind } from './rules.ts'

const KINDS: readonly RuleKind[] = ['expression', 'constant', 'lookup', 'each']

export interface KindMenuProps {
  readonly line: GridRow
  readonly readOnly: boolean
  readonly onKind: (kind: RuleKind) => void
}

export function KindMenu({ line, readOnly, onKind }: KindMenuProps) {
  const kind = line.row?.rule.kind ?? 'expression'
  const { icon, label } = RULE_LOOKS[kind]
  return (
    <LazyMenu
      position="bottom-start"
      width={260}
      icon={icon}
      label={t('Kind of rule: {{kind}}', { kind: t(label) })}
      disabled={readOnly}
      {...(!line.row && { look: 'faint' })}
    >
      {() =>
        KINDS.filter((one) => one !== 'each' || line.custom || line.type.startsWith('list') || line.type === 'any').map((one) => (
          <Menu.Item
            key={one}
            leftSection={<Icon name={RULE_LOOKS[one].icon} size={15} />}
            rightSection={line.row && one === kind ? <Icon name="check" size={14} /> : null}
            onClick={() => onKind(one)}
          >
            {t(RULE_LOOKS[one].label)}
            <span className={classes.help}>{t(RULE_LOOKS[one].help)}</span>
          </Menu.Item>
        ))
      }
    </LazyMenu>
  )
}

export interface LineMenuProps {
  readonly line: GridRow
  readonly readOnly: boolean
  readonly onRequired: (required: boolean) => void
  readonly onRemove: () => void
  readonly onNote: () => void
}

export function LineMenu({ line, readOnly, onRequired, onRemove, onNote }: LineMenuProps) {
  if (!line.row && !line.custom) return null
  return (
    <LazyMenu
      position="bottom-end"
      icon="ellipsis"
      label={t('More for {{field}}', { field: line.target })}
      disabled={readOnly}
      look="hover"
    >
      {() => (
        <>
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
        </>
      )}
    </LazyMenu>
  )
}
