// The page around signing in and setting up: the product's sign, one card.
import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTitle } from '#designer/state/crumb.ts'
import classes from './auth-frame.module.css'

export function AuthFrame({ title, text, children }: { readonly title: string; readonly text: ReactNode; readonly children: ReactNode }) {
  useTitle(title)
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={30} height={30} />
          <span>Tillflow</span>
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
      </div>
    </main>
  )
}
