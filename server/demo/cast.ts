import type { GrantedRole } from "#app/auth/viewer.ts";
import type { EmploymentType } from "#app/people/employment.ts";

/** One of the fixed people of demo, tests and pictures. Days count from the day the demo is seeded. */
export type CastMember = {
  number: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  /** The rule this person stands for, in words for the sign-in page. */
  stands: string;
  work?: {
    department: string;
    position: string;
    type: EmploymentType;
    supervisor: string | null;
    startsIn: number;
    endsIn?: number;
  };
  roles?: GrantedRole[];
  /** Tracks assigned, and how far this person went before today. */
  duties?: { track: string; dueIn: number; went: "nowhere" | "two lessons" | "all the way" }[];
  onLeave?: { startsIn: number; endsIn: number };
  /** May speak for the City; `by` is the number of who authorized it. Empty channels: anywhere online. */
  speaks?: {
    subject: string;
    channels: string[];
    by: string;
    basis: string;
    startsIn: number;
    endsIn?: number;
  }[];
};

const personalUse = "personal-use";

/** Supervisors stand before the people who report to them. */
export const cast: CastMember[] = [
  {
    number: "1001",
    givenName: "Sam",
    familyName: "Whitford",
    email: "sam.whitford@example.org",
    stands: "city manager: asked to approve a suspension; finds nothing of the case about him",
    work: work("Administration", "City Manager", "permanent", null, -2900),
    roles: ["city-manager"],
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
    speaks: [
      {
        ...{ subject: "all business of the City", channels: [], by: "1002", startsIn: -45 },
        basis: "Contract of employment, approved by Council",
      },
    ],
  },
  {
    number: "1002",
    givenName: "Helen",
    familyName: "Osei",
    email: "helen.osei@example.org",
    stands: "HR: sees everybody's attestations",
    work: work("Administration", "Human Resources Officer", "permanent", "1001", -1800),
    roles: ["hr-training"],
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
  },
  {
    number: "1003",
    givenName: "Tom",
    familyName: "Baker",
    email: "tom.baker@example.org",
    stands: "second HR person: training, reports and cases, but for the one about him",
    work: work("Administration", "Human Resources Generalist", "permanent", "1002", -900),
    roles: ["hr-training", "hr-cases"],
    duties: [{ track: personalUse, dueIn: 6, went: "two lessons" }],
  },
  {
    number: "1004",
    givenName: "Ray",
    familyName: "Monkman",
    email: "ray.monkman@example.org",
    stands: "supervisor of three, one of them a supervisor too",
    work: work("Public Works", "Superintendent of Public Works", "permanent", "1001", -2400),
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
    speaks: [
      {
        ...{ subject: "road closures and water main breaks", channels: ["Facebook", "Twitter"] },
        ...{ by: "1001", basis: "Memo of the City Manager", startsIn: -30, endsIn: 120 },
      },
    ],
  },
  {
    number: "1005",
    givenName: "Nadia",
    familyName: "Petryk",
    email: "nadia.petryk@example.org",
    stands: "supervisor who reports to a supervisor",
    work: work("Public Works", "Utilities Foreperson", "permanent", "1004", -1500),
    duties: [{ track: personalUse, dueIn: 5, went: "two lessons" }],
  },
  {
    number: "1006",
    givenName: "Mara",
    familyName: "Sinclair",
    email: "mara.sinclair@example.org",
    stands: "new starter: everything due",
    work: work("Public Works", "Equipment Operator", "permanent", "1004", -8),
    duties: [{ track: personalUse, dueIn: 22, went: "nowhere" }],
  },
  {
    number: "1007",
    givenName: "Dale",
    familyName: "Kozak",
    email: "dale.kozak@example.org",
    stands: "overdue, and with a notice of allegations to read",
    work: work("Public Works", "Utility Operator", "part-time", "1005", -700),
    duties: [{ track: personalUse, dueIn: -12, went: "two lessons" }],
  },
  {
    number: "1008",
    givenName: "Priya",
    familyName: "Raman",
    email: "priya.raman@example.org",
    stands: "done: has a receipt",
    work: work("Recreation", "Program Coordinator", "permanent", "1001", -1100),
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
    speaks: [
      {
        ...{ subject: "registration for fall programs", channels: ["Facebook"], by: "1001" },
        ...{ basis: "E-mail of the City Manager", startsIn: -40, endsIn: -9 },
      },
    ],
  },
  {
    number: "1009",
    givenName: "Jesse",
    familyName: "Flett",
    email: null,
    stands: "seasonal, without e-mail: signs in with the employee number",
    work: { ...work("Recreation", "Lifeguard", "seasonal", "1008", -20), endsIn: 60 },
    duties: [{ track: personalUse, dueIn: 10, went: "nowhere" }],
  },
  {
    number: "1010",
    givenName: "Colette",
    familyName: "Gagnon",
    email: "colette.gagnon@example.org",
    stands: "on leave",
    work: work("Recreation", "Arena Attendant", "permanent", "1008", -1300),
    duties: [{ track: personalUse, dueIn: -5, went: "nowhere" }],
    onLeave: { startsIn: -30, endsIn: 45 },
  },
  {
    number: "1011",
    givenName: "Chloe",
    familyName: "Bird",
    email: "chloe.bird@example.org",
    stands: "Marketing Coordinator: both tracks",
    work: work("Administration", "Marketing Coordinator", "permanent", "1001", -400),
    duties: [
      { track: personalUse, dueIn: -25, went: "all the way" },
      { track: "official-channels", dueIn: 14, went: "nowhere" },
    ],
    speaks: [
      {
        ...{ subject: "posts and replies on the City's channels", by: "1001", startsIn: -45 },
        channels: ["Facebook", "Twitter", "Instagram", "LinkedIn"],
        basis: "Letter of appointment",
      },
    ],
  },
  {
    number: "1012",
    givenName: "Lena",
    familyName: "Dubois",
    email: "lena.dubois@example.org",
    stands: "administrator: grants roles",
    work: work("Administration", "Systems Administrator", "permanent", "1001", -1600),
    roles: ["administrator"],
    duties: [{ track: personalUse, dueIn: 12, went: "nowhere" }],
  },
  {
    number: "1014",
    givenName: "Joanne",
    familyName: "Settee",
    email: "joanne.settee@example.org",
    stands: "HR: handles reports and cases",
    work: work("Administration", "Labour Relations Advisor", "permanent", "1001", -2000),
    roles: ["hr-cases"],
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
  },
  {
    number: null,
    givenName: "Ruth",
    familyName: "Enns",
    email: "ruth.enns@example.net",
    stands: "outside officer: handles the case about the city manager",
    roles: ["outside-officer"],
  },
  {
    number: null,
    givenName: "Omar",
    familyName: "Haddad",
    email: "omar.haddad@example.net",
    stands: "auditor, from outside: the ledger",
    roles: ["auditor"],
  },
  {
    number: null,
    givenName: "Ingrid",
    familyName: "Vance",
    email: "ingrid.vance@example.net",
    stands: "investigator, from outside: two cases",
  },
  {
    number: "1013",
    givenName: "Gord",
    familyName: "Peters",
    email: "gord.peters@example.org",
    stands: "left: cannot sign in",
    work: { ...work("Public Works", "Truck Driver", "permanent", "1004", -3000), endsIn: -10 },
    duties: [{ track: personalUse, dueIn: -25, went: "all the way" }],
  },
];

/** What every one of them signs in with. */
export const demoPassword = "northern lights over main";

function work(
  department: string,
  position: string,
  type: EmploymentType,
  supervisor: string | null,
  startsIn: number,
) {
  return { department, position, type, supervisor, startsIn };
}
