// Offers what can become of a source field where it was put.
import { Menu } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { MappingRule } from '#shared/flow/document.ts'
import type { Place } from './grid-line.tsx'
import type { TakeChoice } from './take-choices.ts'

export interface TakeMenuProps {
  readonly at: Place
  readonly source: string
  readonly choices: readonly TakeChoice[]
  readonly onChoose: (rule: MappingRule) => void
  readonly onClose: () => void
}

export function TakeMenu({ at, source, choices, onChoose, onClose }: TakeMenuProps) {
  return (
    <Menu opened onChange={(opened) => opened || onClose()} position="bottom-start" withinPortal width={340} trapFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('Map {{source}}', { source })}</Menu.Label>
        {choices.map(({ label, rule }) => (
          <Menu.Item key={label} onClick={() => onChoose(rule)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
