// The brand as people see it at the head of a page: its logo, else its mark and its name.
import { useComputedColorScheme } from '@mantine/core'
import { markOf } from '#shared/brand-mark.ts'
import type { Brand } from '#shared/model/branding.ts'
import classes from './brand-sign.module.css'

export interface BrandSignProps {
  readonly brand: Brand
  /** Only the mark, where there is no room for more. */
  readonly narrow?: boolean
  readonly size?: 'small' | 'large'
  /** Default: as the page is now. */
  readonly scheme?: 'light' | 'dark'
}

export function BrandSign({ brand, narrow = false, size = 'small', scheme }: BrandSignProps) {
  const shown = useComputedColorScheme('light')
  const logo = ((scheme ?? shown) === 'dark' && brand.images['logo-dark']) || brand.images.logo
  if (logo !== undefined && !narrow) {
    return <img className={classes.logo} data-size={size} src={logo} alt={brand.productName} />
  }
  return (
    <span className={classes.sign} data-size={size}>
      <img className={classes.mark} src={markOf(brand)} alt={narrow ? brand.productName : ''} />
      {!narrow && <span className={classes.name}>{brand.productName}</span>}
    </span>
  )
}
