import { Button, ErrorSummary, PasswordInput, SkipLink } from "govuk-frontend";

// What a browser with JavaScript gets on top. Every task works without it.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const [name, Component] of Object.entries({ Button, ErrorSummary, PasswordInput, SkipLink })) {
  for (const element of document.querySelectorAll(`[data-module="${toModule(name)}"]`)) {
    new Component(element);
  }
}

function toModule(name: string) {
  return `govuk-${name.replace(/(?<=.)([A-Z])/g, "-$1").toLowerCase()}`;
}
