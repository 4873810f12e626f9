// In which language the flow speaks that is made: what a template brings is text, and stays as it is from then on.
import { SegmentedControl, Text } from '@mantine/core'
import type { Language } from '#shared/language.ts'
import { LANGUAGES } from '#designer/i18n/language.ts'
import { t } from '#designer/i18n/index.ts'

export interface LanguageChoiceProps {
  readonly languages: readonly Language[]
  readonly value: Language
  readonly onChange: (language: Language) => void
}

export function LanguageChoice({ languages, value, onChange }: LanguageChoiceProps) {
  return (
    <div>
      <Text fz="sm" fw={500}>
        {t('Language of the flow')}
      </Text>
      <Text fz="xs" c="dimmed" mb={6}>
        {t('Names of steps, notes, lookup tables and samples are made in it, and stay in it.')}
      </Text>
      <SegmentedControl
        size="sm"
        aria-label={t('Language of the flow')}
        value={value}
        onChange={(next) => {
          const chosen = languages.find((one) => one === next)
          if (chosen) onChange(chosen)
        }}
        data={LANGUAGES.filter(({ id }) => languages.includes(id)).map(({ id, name }) => ({
          value: id,
          label: <span lang={id}>{name}</span>,
        }))}
      />
    </div>
  )
}
