// SignInPage
export function SignInPage() {
  return <div />
}
