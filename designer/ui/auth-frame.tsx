// The page around signing in and setting up: the product's sign, one card.
import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useBrand } from '#designer/brand/brand-state.ts'
import { BrandSign } from '#designer/brand/brand-sign.tsx'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { useTitle } from '#designer/state/crumb.ts'
import classes from './auth-frame.module.css'

export function AuthFrame({ title, text, children }: { readonly title: string; readonly text: ReactNode; readonly children: ReactNode }) {
  useTitle(title)
  const brand = useBrand()
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <BrandSign brand={brand} size="large" />
        </div>
        <Paper withBorder p={28} className={classes.card}>
          <Title order={1} fz={19}>
            {title}
          </Title>
          <Text c="dimmed" fz="sm" mt={4} mb="lg" component="div">
            {text}
          </Text>
          {children}
        </Paper>
        <SupportLine mt={18} ta="center" />
      </div>
    </main>
  )
}
