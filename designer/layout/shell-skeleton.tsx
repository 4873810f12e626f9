// The frame before the session is known, so that nothing jumps when it is.
import { Skeleton } from '@mantine/core'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import classes from './app-layout.module.css'

export function ShellSkeleton() {
  return (
    <div className={classes.frame}>
      <div className={classes.skeletonSide}>
        <Skeleton height={36} mb={28} />
        {[96, 70, 64, 92, 104].map((width) => (
          <Skeleton key={width} height={12} width={width} mb={20} />
        ))}
      </div>
      <div className={classes.column}>
        <div className={classes.skeletonBar} />
        <PageSkeleton />
      </div>
    </div>
  )
}
