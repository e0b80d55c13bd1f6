import type { Stretch } from "../keyset.ts";

/** The order of a list of people `p` by name, along its index. */
export const peopleByName: Stretch[] = [
  {
    columns: [
      { at: "p.sort_name", holds: "name" },
      { at: "p.id", holds: "uuid" },
    ],
    indexed: 2,
  },
];
