import { customType, date, timestamp } from "drizzle-orm/pg-core";

/** A moment, kept with its time zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A calendar day in the City's time zone, as `YYYY-MM-DD`. */
export const day = (name: string) => date(name, { mode: "string" });

/** Text that sorts the way people read names, the same on every server. */
export const nameText = customType<{ data: string }>({
  dataType: () => 'text collate "und-x-icu"',
});

/** Raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});
