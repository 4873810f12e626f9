// A connector's own drawing in the colour of the text around it. It is painted as a mask, never put into the page as markup:
// a connector's SVG cannot bring a script along.
import classes from './connector-icon.module.css'

export interface ConnectorIconProps {
  /** The descriptor's SVG; without it a plain initial is shown. */
  readonly svg?: string
  readonly name: string
  /** Pixels. Default 18. */
  readonly size?: number
  /** In a tile with a border. */
  readonly tile?: boolean
}

export function ConnectorIcon({ svg, name, size = 18, tile = false }: ConnectorIconProps) {
  const mask = svg ? `url("data:image/svg+xml,${encodeURIComponent(namespaced(svg))}")` : undefined
  const drawing = mask ? (
    <span className={classes.mask} style={{ width: size, height: size, maskImage: mask }} />
  ) : (
    <span className={classes.initial} style={{ width: size, height: size, fontSize: size * 0.62 }}>
      {name.slice(0, 1).toUpperCase()}
    </span>
  )
  return (
    <span className={tile ? classes.tile : classes.plain} style={tile ? { width: size + 14, height: size + 14 } : undefined} title={name}>
      {drawing}
    </span>
  )
}

/** As a document of its own must be. */
export const namespaced = (svg: string) => (svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'))
