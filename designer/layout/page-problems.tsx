// The pages for an address that leads nowhere and for a page that broke.
import { Button } from '@mantine/core'
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'

export function NotFoundPage() {
  return (
    <EmptyState
      wholePage
      icon="search"
      title={t('This page does not exist')}
      actions={
        <Button component={Link} to="/" variant="default">
          {t('Back to all clients')}
        </Button>
      }
    >
      {t('The address may be mistyped, or it belongs to a client that you do not look after.')}
      <SupportLine mt={8} ta="center" />
    </EmptyState>
  )
}

export function PageCrashed({ error, reset }: ErrorComponentProps) {
  return <ProblemState error={error} onRetry={reset} />
}
