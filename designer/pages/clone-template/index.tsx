// The clone wizard: from a template to a flow that is deployed in one environment, with the client's own connections and tables.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { templateQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { chosenLanguage } from '#designer/i18n/language.ts'
import { useCrumb } from '#designer/state/crumb.ts'
import { useMay } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import { Wizard } from './wizard.tsx'

export function CloneTemplatePage() {
  const { client, template } = useParams({ from: '/app/c/$client/templates/$template' })
  const [language, setLanguage] = useState(chosenLanguage)
  const query = useQuery({ ...templateQuery(template, language), placeholderData: keepPreviousData })
  const mayDesign = useMay('design')
  useCrumb(query.data?.name)
  return (
    <Page narrow title={query.data?.name ?? t('Template')} description={query.data?.summary}>
      <QueryView query={query} skeleton={<FormSkeleton />}>
        {(data) =>
          mayDesign ? (
            <Wizard client={client} template={data} onLanguage={setLanguage} />
          ) : (
            <EmptyState icon="lock" bordered title={t('Your role does not clone templates')}>
              {t('Ask a consultant or a partner admin.')}
            </EmptyState>
          )
        }
      </QueryView>
    </Page>
  )
}
