// A menu that exists only once it was asked for: hundreds of rows with two menus each would make scrolling slow.
import { Menu, UnstyledButton, type MenuProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import classes from './grid.module.css'

export interface LazyMenuProps extends Pick<MenuProps, 'position' | 'width'> {
  readonly icon: IconName
  readonly label: string
  readonly disabled: boolean
  /** `faint`: nothing chosen yet. `hover`: only shown on the row the pointer is on. */
  readonly look?: 'faint' | 'hover'
  readonly children: () => ReactNode
}

export function LazyMenu({ icon, label, disabled, look, children, ...menu }: LazyMenuProps) {
  const [asked, setAsked] = useState(false)
  const button = {
    className: classes.menuButton ?? '',
    'data-look': look,
    'aria-label': label,
    title: label,
    disabled,
    children: <Icon name={icon} size={15} />,
  }
  if (!asked) return <UnstyledButton {...button} aria-haspopup="menu" onClick={() => setAsked(true)} />
  return (
    <Menu {...menu} withinPortal defaultOpened>
      <Menu.Target>
        <UnstyledButton {...button} />
      </Menu.Target>
      <Menu.Dropdown>{children()}</Menu.Dropdown>
    </Menu>
  )
}
