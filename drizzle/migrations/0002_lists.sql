-- What keeps HR's lists at one cost however large the city: measured at 100,000 people.
-- Drizzle's schema cannot say "include", so these stand here only.
create index employments_in_force on employments (person_id, from_on desc) include (until_on)
  where superseded_at is null;
--> statement-breakpoint
create index assignments_settled_otherwise on assignments (settled_as, person_id)
  where settled_as <> 'acknowledged';
