// A connector's own icon (inline SVG from its descriptor), or a plug. Descriptors come from our server only.
import { Icon } from '#designer/ui/icon.tsx'
import classes from './node-card.module.css'

export function ConnectorIcon({ svg, size = 18 }: { readonly svg: string | undefined; readonly size?: number }) {
  if (!svg?.trimStart().startsWith('<svg')) return <Icon name="plug" size={size} />
  return <span className={classes.svg} style={{ width: size, height: size }} aria-hidden dangerouslySetInnerHTML={{ __html: svg }} />
}
