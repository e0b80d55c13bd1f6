import { Button, ErrorSummary, PasswordInput, SkipLink } from "govuk-frontend";

// What a browser with JavaScript gets on top. Every task works without it.
const components = {
  "govuk-button": Button,
  "govuk-error-summary": ErrorSummary,
  "govuk-password-input": PasswordInput,
  "govuk-skip-link": SkipLink,
};

document.body.classList.add("js-enabled", "govuk-frontend-supported");
enhance(document);
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const place = form.closest<HTMLElement>("[data-swap]")?.dataset.swap;
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  answerInPlace(form, place).catch(() => form.submit());
});

function enhance(within: ParentNode) {
  for (const [module, Component] of Object.entries(components)) {
    for (const element of within.querySelectorAll(`[data-module="${module}"]`))
      new Component(element);
  }
}

/** Sends the form and puts the answer where the question stood, without moving the page. */
async function answerInPlace(form: HTMLFormElement, place: string) {
  const body = new URLSearchParams(new FormData(form) as never);
  const response = await fetch(form.action, { method: "POST", body });
  const answered = new DOMParser().parseFromString(await response.text(), "text/html");
  const old = document.querySelector("main");
  const fresh = answered.querySelector("main");
  if (!old || !fresh?.querySelector(`#${CSS.escape(place)}`)) {
    location.assign(response.url);
    return;
  }
  const offset = document.getElementById(place)?.getBoundingClientRect().top ?? 0;
  old.replaceWith(fresh);
  document.title = answered.title;
  enhance(fresh);
  const section = document.getElementById(place);
  const now = section?.getBoundingClientRect().top ?? offset;
  window.scrollBy({ top: now - offset, behavior: "instant" });
  const feedback =
    section?.querySelector<HTMLElement>(".feedback, .govuk-error-message") ?? section;
  feedback?.setAttribute("tabindex", "-1");
  feedback?.focus({ preventScroll: true });
  feedback?.scrollIntoView({ block: "nearest", behavior: "instant" });
}
