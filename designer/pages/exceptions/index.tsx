// ExceptionsPage
export function ExceptionsPage() {
  return <div />
}
