/** How somebody gets into the portal, in a sentence for a letter: by their number, or first by a set-up code. */
export function sayWayIn({ handle, hasSignIn }: { handle: string; hasSignIn: boolean }): string {
  return hasSignIn
    ? `Sign in with your number, ${handle}, and your password.`
    : `You have no password yet. Your supervisor or Human Resources hands you a set-up code; your number is ${handle}.`;
}
