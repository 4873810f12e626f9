// What is wrong in several lines of one document, said together.
import { AppError, type Issue } from '#shared/errors.ts'

/** Throws `vendor-rejected` that says the first five in words and names all of them; does nothing where there are none. */
export function refuseIssues({ issues, fix }: { readonly issues: readonly Issue[]; readonly fix: string }): void {
  if (issues.length === 0) return
  throw new AppError('vendor-rejected', {
    message: issues
      .map(({ message }) => message)
      .slice(0, 5)
      .join(' '),
    fix,
    issues,
  })
}
