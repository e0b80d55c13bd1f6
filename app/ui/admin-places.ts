/** What an administrator does, each at a place of its own. */
export const adminPlaces = [
  { to: "/admin/roles", name: "Who holds a role", about: "Grant a role, until when; revoke one" },
  {
    to: "/grants",
    name: "What waits",
    about: "Roles and new ways in that a second person has to confirm",
  },
  {
    to: "/admin/sessions",
    name: "Sign-in and sessions",
    about: "Who is signed in; sign somebody out",
  },
  {
    to: "/admin/tokens",
    name: "Provisioning tokens",
    about: "By which a directory service keeps the list of people",
  },
  { to: "/admin/keys", name: "Keys", about: "Which keys sign and wrap, and how to change them" },
  { to: "/admin/health", name: "Health", about: "Worker, jobs, mail and sealing; the version" },
  {
    to: "/admin/settings",
    name: "Settings",
    about: "What the environment decides, and where to change it",
  },
  { to: "/admin/log", name: "Log", about: "Who changed what, in plain sentences" },
] as const;

export type AdminPlace = (typeof adminPlaces)[number]["to"];
