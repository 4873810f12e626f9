// ExceptionPage
export function ExceptionPage() {
  return <div />
}
