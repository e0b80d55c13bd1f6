/** What an MDX file of the content folder is, which decides the components it may use. */
export type FileKind = "policy" | "lesson" | "statement" | "privacy" | "letter";

type Component = {
  /** The kinds of file it may stand in. */
  in: FileKind[];
  attributes: string[];
  /** Whether words stand between its tags. */
  holdsWords: boolean;
  /** Whether it becomes an address people can follow, within which there can be no other. */
  isLink: boolean;
  /** Whether it needs lines of its own. */
  isBlock: boolean;
};

const everywhere: FileKind[] = ["policy", "lesson", "statement", "privacy"];

/** The components content may use, as content/README.md explains them. */
const components: Record<string, Component> = {
  Clause: {
    in: ["policy"],
    attributes: ["id", "label"],
    holdsWords: true,
    isLink: false,
    isBlock: false,
  },
  Definition: {
    in: ["policy"],
    attributes: ["id", "term"],
    holdsWords: true,
    isLink: false,
    isBlock: false,
  },
  Scenario: {
    in: ["lesson"],
    attributes: ["id"],
    holdsWords: false,
    isLink: false,
    isBlock: true,
  },
  Quote: {
    in: ["lesson"],
    attributes: ["clause"],
    holdsWords: true,
    isLink: false,
    isBlock: true,
  },
  Term: { in: ["lesson"], attributes: ["id"], holdsWords: true, isLink: true, isBlock: false },
  Contact: {
    in: ["lesson", "statement", "privacy", "letter"],
    attributes: ["id"],
    holdsWords: false,
    isLink: true,
    isBlock: false,
  },
  Document: {
    in: everywhere,
    attributes: ["id"],
    holdsWords: false,
    isLink: true,
    isBlock: false,
  },
  Value: {
    in: ["letter"],
    attributes: ["name"],
    holdsWords: false,
    isLink: false,
    isBlock: false,
  },
  List: {
    in: ["letter"],
    attributes: ["name"],
    holdsWords: false,
    isLink: false,
    isBlock: true,
  },
};

/** The component of that name, or null. */
export function componentNamed(name: string | null | undefined): Component | null {
  return name && Object.hasOwn(components, name) ? (components[name] ?? null) : null;
}

/** The components a kind of file may use, as one would list them in a sentence. */
export function componentsIn(kind: FileKind): string {
  const names = Object.entries(components).filter(([, component]) => component.in.includes(kind));
  return names.map(([name]) => `<${name}>`).join(", ");
}
