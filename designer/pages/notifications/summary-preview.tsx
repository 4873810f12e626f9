// The summary as it would be sent now, so that nobody has to wait for tomorrow to see it.
import { useQuery } from '@tanstack/react-query'
import { brandColors } from '#shared/brand-colors.ts'
import { OWN_COLOR } from '#shared/brand-mark.ts'
import { notificationPreviewQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import type { Look } from './notification-form.tsx'
import classes from './notifications.module.css'

export function SummaryPreview({ look }: { readonly look: Look }) {
  const preview = useQuery(notificationPreviewQuery(look))
  return (
    <Card>
      <h2 className={classes.heading}>{t('The summary as it would be sent now')}</h2>
      <QueryView query={preview} skeleton={<TableSkeleton rows={3} />} compact>
        {({ from, color, subject, text }) => (
          <article className={classes.mail} lang={look.language}>
            <p className={classes.from} style={headOf(color)}>
              {from}
            </p>
            <p className={classes.subject}>{subject}</p>
            {/* The text begins with the name that stands above. */}
            <pre className={classes.text}>{text.startsWith(`${from}\n\n`) ? text.slice(from.length + 2) : text}</pre>
          </article>
        )}
      </QueryView>
    </Card>
  )
}

/** As at the head of the mail, which is light everywhere. */
function headOf(color: string | undefined) {
  const { fill, onFill } = brandColors(color ?? OWN_COLOR).light
  return { background: fill, color: onFill }
}
