// The flow's name and the environment it is deployed in first; what the template does, in its own words.
import { Divider, Stack, Text, TextInput } from '@mantine/core'
import type { Language } from '#shared/language.ts'
import { t } from '#designer/i18n/index.ts'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { withProductName } from '#designer/i18n/product-name.ts'
import { PlainMarkdown } from '#designer/ui/plain-markdown.tsx'
import { LanguageChoice } from './language-choice.tsx'
import type { StepProps } from './step-props.ts'

export function BasicsStep({
  template,
  state,
  change,
  problems,
  onLanguage,
}: StepProps & { readonly onLanguage: (language: Language) => void }) {
  return (
    <Stack gap="lg">
      <TextInput
        label={t('Name of the flow')}
        withAsterisk
        maxLength={120}
        value={state.name}
        error={problems['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div>
        <Text fz="sm" fw={500}>
          {t('Deploy it in')}
        </Text>
        <Text fz="xs" c="dimmed" mb={6}>
          {t('Begin with test: live can follow with one click, with its own connections and tables.')}
        </Text>
        <EnvironmentFilter
          both={false}
          size="sm"
          value={state.environment}
          // The connections of the other environment do not fit any more.
          onChange={(environment) => change({ environment: environment ?? 'test', connections: {} })}
        />
      </div>
      {template.languages.length > 1 && <LanguageChoice languages={template.languages} value={state.language} onChange={onLanguage} />}
      {template.readme.trim() !== '' && (
        <>
          <Divider label={t('About this template')} labelPosition="left" />
          <div lang={template.language}>
            <PlainMarkdown text={withProductName(template.readme, template.readme)} />
          </div>
        </>
      )}
    </Stack>
  )
}
