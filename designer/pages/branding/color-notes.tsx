// What a brand colour becomes, and where it would be hard to read.
import { Text } from '@mantine/core'
import { brandColors, colorDoubts, type ColorDoubt } from '#shared/brand-colors.ts'
import { contrast, WHITE } from '#shared/color.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { locale } from '#designer/i18n/language.ts'
import classes from './branding.module.css'

export function ColorNotes({ color }: { readonly color: string }) {
  const { fill, onFill } = brandColors(color).light
  const written = { ratio: ratioText(contrast(fill, onFill)) }
  return (
    <ul className={classes.notes} aria-label={t('How the colour is read')}>
      <li>
        <Icon name="circle-check" size={14} color="var(--tf-ok)" />
        <Text span fz="xs">
          {onFill === WHITE ? t('Buttons have white text: {{ratio}} : 1.', written) : t('Buttons have black text: {{ratio}} : 1.', written)}
        </Text>
      </li>
      {colorDoubts(color).map((doubt) => (
        <li key={`${doubt.scheme} ${doubt.as}`}>
          {/* What is shown in another shade needs nobody to act. */}
          {isMended(doubt, color) ? (
            <Icon name="info" size={14} color="var(--tf-text-faint)" />
          ) : (
            <Icon name="triangle-alert" size={14} color="var(--tf-warn)" />
          )}
          <Text span fz="xs">
            {doubtText(doubt)}
            {isMended(doubt, color) && (
              <>
                {' '}
                <span className={classes.shade}>
                  <span className={classes.swatch} style={{ background: doubt.shown }} />
                  <span className="tf-mono">{doubt.shown}</span>
                </span>
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const isMended = ({ shown }: ColorDoubt, color: string) => shown !== color.toLowerCase()

function doubtText({ scheme, as, contrast: ratio }: ColorDoubt): string {
  const values = { ratio: ratioText(ratio) }
  if (as === 'text') {
    return scheme === 'light'
      ? t('Hard to read as text on light pages ({{ratio}} : 1, WCAG AA asks for 4.5 : 1). Links and icons are darker there:', values)
      : t('Hard to read as text on dark pages ({{ratio}} : 1, WCAG AA asks for 4.5 : 1). Links and icons are lighter there:', values)
  }
  return scheme === 'light'
    ? t('Buttons hardly stand out from light pages ({{ratio}} : 1, WCAG AA asks for 3 : 1). A darker colour is easier to find.', values)
    : t('Buttons would hardly stand out from dark pages ({{ratio}} : 1, WCAG AA asks for 3 : 1). They are lighter there:', values)
}

/** Rounded down: 4.48 is not 4.5. */
const ratioText = (ratio: number) => (Math.floor(ratio * 10) / 10).toLocaleString(locale(), { minimumFractionDigits: 1 })
