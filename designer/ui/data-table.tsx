// A dense table in a card. It scrolls sideways within itself on narrow screens; a row with `RowLink` is clickable as a whole.
import { Table, VisuallyHidden } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import classes from './data-table.module.css'

export interface Column {
  readonly id: string
  readonly label: ReactNode
  /** Read to screen readers when `label` is empty. */
  readonly name?: string
  readonly width?: number | string
  readonly align?: 'start' | 'end' | 'center'
}

export interface DataTableProps {
  /** For screen readers. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly children: ReactNode
  readonly footer?: ReactNode
  /** Below this width the table scrolls sideways. Default 720. */
  readonly minWidth?: number
}

export function DataTable({ caption, columns, children, footer, minWidth = 720 }: DataTableProps) {
  return (
    <Card padded={false}>
      <Table.ScrollContainer minWidth={minWidth} type="native">
        <Table className={classes.table} aria-label={caption}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.id} w={column.width} ta={column.align}>
                  {column.label === '' ? <VisuallyHidden>{column.name}</VisuallyHidden> : column.label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Card>
  )
}

/** The row's own link; its target area is the whole row. Put other controls of the row into `RowActions`. */
export function RowLink({ children, ...link }: LinkProps & { readonly children: ReactNode }) {
  return (
    <Link {...(link as LinkProps)} className={classes.rowLink}>
      {children}
    </Link>
  )
}

/** Controls that stay clickable above a row's link. */
export function RowActions({ children }: { readonly children: ReactNode }) {
  return <span className={classes.rowActions}>{children}</span>
}
