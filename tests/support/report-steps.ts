/** Each question of a report, with an answer to it. */
export const reportSteps: [string, Record<string, string>][] = [
  ["about", { about: "yes" }],
  ["danger", { danger: "no" }],
  ["name", { kind: "anonymous" }],
  ["what", { what: "The council was called a circus." }],
  ["where", { platform: "Facebook", onChannel: "no" }],
  ["when", { when: "unknown" }],
  ["who", { unknown: "yes" }],
  ["recognizable", {}],
  ["rule", { rule: "not-sure" }],
  ["witnesses", {}],
  ["evidence", { pasted: "" }],
];

/** A form that can hold files, as the browser sends it: its body, and its type. */
export function multipart(fields: Record<string, string>) {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--reporting\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const type = "multipart/form-data; boundary=reporting";
  return { body: `${parts.join("")}--reporting--\r\n`, type };
}
