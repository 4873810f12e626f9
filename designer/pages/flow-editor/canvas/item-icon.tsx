// The icon of something that can be added, in the colour of its kind.
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { PaletteItem } from '../edits/palette-items.ts'
import classes from './palette.module.css'

export function ItemIcon({ item }: { readonly item: PaletteItem }) {
  return (
    <span
      className={classes.icon}
      style={{ background: `var(--mantine-color-${item.color}-light)`, color: `var(--mantine-color-${item.color}-light-color)` }}
    >
      {item.connector ? (
        <ConnectorIcon svg={item.connector.icon} name={item.connector.name} size={15} />
      ) : (
        <Icon name={item.icon} size={14} />
      )}
    </span>
  )
}
