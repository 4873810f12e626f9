// The colours a frame or a note can have, as buttons in a row.
import { LAYOUT_COLORS, type LayoutColor } from '#shared/flow/layout.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import classes from './drawing.module.css'

const NAMES: Readonly<Record<LayoutColor, string>> = {
  gray: phrase('Grey'),
  yellow: phrase('Yellow'),
  teal: phrase('Green'),
  blue: phrase('Blue'),
  grape: phrase('Purple'),
  red: phrase('Red'),
}

export function Swatches({ value, onChange }: { readonly value: LayoutColor; readonly onChange: (color: LayoutColor) => void }) {
  return (
    <div className={classes.swatches} role="group" aria-label={t('Colour')}>
      {LAYOUT_COLORS.map((color) => (
        <button
          key={color}
          type="button"
          className={classes.swatch}
          data-color={color}
          aria-pressed={color === value}
          aria-label={t(NAMES[color])}
          title={t(NAMES[color])}
          onClick={() => onChange(color)}
        />
      ))}
    </div>
  )
}
