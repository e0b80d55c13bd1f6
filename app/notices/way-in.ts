/** How somebody gets into the portal, in a sentence for a letter: as they did before, or first by a set-up code. */
export function sayWayIn({
  handle,
  signsInBy,
}: {
  handle: string;
  signsInBy: "password" | "provider" | null;
}): string {
  switch (signsInBy) {
    case "password":
      return `Sign in with your number, ${handle}, and your password.`;
    case "provider":
      return "Sign in with your account of the City, by its button on the sign-in page.";
    case null:
      return `You have no password yet. Your supervisor or Human Resources hands you a set-up code; your number is ${handle}.`;
  }
}
