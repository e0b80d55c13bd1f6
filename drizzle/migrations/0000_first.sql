CREATE TYPE "public"."assignment_rule" AS ENUM('onboarding', 'new-version', 'periodic', 'role', 'remedial');--> statement-breakpoint
CREATE TYPE "public"."grade" AS ENUM('self', 'witnessed', 'refused');--> statement-breakpoint
CREATE TYPE "public"."settlement" AS ENUM('acknowledged', 'refused', 'ended');--> statement-breakpoint
CREATE TYPE "public"."granted_role" AS ENUM('hr-training', 'hr-cases', 'city-manager', 'outside-officer', 'auditor', 'administrator');--> statement-breakpoint
CREATE TYPE "public"."version_kind" AS ENUM('substantive', 'editorial');--> statement-breakpoint
CREATE TYPE "public"."employment_type" AS ENUM('permanent', 'part-time', 'temporary', 'casual', 'seasonal', 'contract', 'intern');--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"assignment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"track" text NOT NULL,
	"grade" "grade" NOT NULL,
	"typed_name" text NOT NULL,
	"directory_name" text NOT NULL,
	"method" text NOT NULL,
	"acknowledged_at" timestamp with time zone NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "acknowledgements_reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "acknowledgements_are_one_an_assignment" UNIQUE("assignment_id"),
	CONSTRAINT "acknowledgements_have_their_own_record" UNIQUE("record_id")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"track" text NOT NULL,
	"rule" "assignment_rule" NOT NULL,
	"reason" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"assigned_by" uuid,
	"due_on" date NOT NULL,
	"started_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"settled_as" "settlement",
	CONSTRAINT "assignments_id_version_track" UNIQUE("id","version_id","track"),
	CONSTRAINT "assignments_id_person_version_track" UNIQUE("id","person_id","version_id","track"),
	CONSTRAINT "assignments_have_a_reason" CHECK (length(btrim("assignments"."reason")) > 0),
	CONSTRAINT "assignments_settle_whole" CHECK (("assignments"."settled_at" is null) = ("assignments"."settled_as" is null))
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"assignment_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"track" text NOT NULL,
	"scenario" text NOT NULL,
	"number" smallint NOT NULL,
	"shown" text[] NOT NULL,
	"chosen" text[] NOT NULL,
	"is_right" boolean NOT NULL,
	"attempted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempts_pkey" PRIMARY KEY("assignment_id","scenario","number"),
	CONSTRAINT "attempts_choose_what_was_shown" CHECK (cardinality("attempts"."chosen") > 0 and "attempts"."chosen" <@ "attempts"."shown"),
	CONSTRAINT "attempts_are_numbered_from_one" CHECK ("attempts"."number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"role" "granted_role" NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone NOT NULL,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "grants_are_given_by_another" CHECK ("grants"."granted_by" <> "grants"."person_id"),
	CONSTRAINT "grants_are_revoked_whole" CHECK (("grants"."revoked_at" is null) = ("grants"."revoked_by" is null))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "set_up_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"policy" text NOT NULL,
	"number" smallint NOT NULL,
	"kind" "version_kind" NOT NULL,
	"effective_on" date NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	"source_digest" text NOT NULL,
	"version_digest" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "policy_versions_digest_is_unique" UNIQUE("version_digest"),
	CONSTRAINT "policy_versions_number_is_unique" UNIQUE("policy","number"),
	CONSTRAINT "policy_versions_digest_is_of_the_content" CHECK ("policy_versions"."version_digest" = encode(sha256(convert_to("policy_versions"."content", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"version_id" uuid NOT NULL,
	"id" text NOT NULL,
	"track" text NOT NULL,
	"lesson" text NOT NULL,
	"position" smallint NOT NULL,
	"choices" text[] NOT NULL,
	"right_choices" text[] NOT NULL,
	CONSTRAINT "scenarios_pkey" PRIMARY KEY("version_id","id"),
	CONSTRAINT "scenarios_version_track_id" UNIQUE("version_id","track","id"),
	CONSTRAINT "scenarios_have_a_right_choice" CHECK (cardinality("scenarios"."right_choices") > 0 and "scenarios"."right_choices" <@ "scenarios"."choices")
);
--> statement-breakpoint
CREATE TABLE "tracks" (
	"version_id" uuid NOT NULL,
	"id" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "tracks_pkey" PRIMARY KEY("version_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_leaves" (
	"seal" integer NOT NULL,
	"position" integer NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "ledger_leaves_pkey" PRIMARY KEY("seal","position"),
	CONSTRAINT "ledger_leaves_hold_a_record_once" UNIQUE("record_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_records" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"act" text NOT NULL,
	"about" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_seals" (
	"number" integer PRIMARY KEY NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"body" text NOT NULL,
	"signature" text NOT NULL,
	"leaf_hashes" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_unsealed" (
	"record_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "departments_name_is_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "employments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"position" text NOT NULL,
	"type" "employment_type" NOT NULL,
	"supervisor_id" uuid,
	"from_on" date NOT NULL,
	"until_on" date,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "employments_end_after_they_begin" CHECK ("employments"."until_on" >= "employments"."from_on"),
	CONSTRAINT "employments_have_another_supervisor" CHECK ("employments"."supervisor_id" <> "employments"."person_id")
);
--> statement-breakpoint
CREATE TABLE "exemptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"granted_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "exemptions_end_after_they_begin" CHECK ("exemptions"."until_on" >= "exemptions"."from_on"),
	CONSTRAINT "exemptions_have_a_reason" CHECK (length(btrim("exemptions"."reason")) > 0),
	CONSTRAINT "exemptions_are_granted_by_another" CHECK ("exemptions"."granted_by" <> "exemptions"."person_id")
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "leaves_end_after_they_begin" CHECK ("leaves"."until_on" >= "leaves"."from_on")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"handle" text NOT NULL,
	"employee_number" text,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"email" text,
	"is_outside" boolean DEFAULT false NOT NULL,
	"sort_name" text collate "und-x-icu" GENERATED ALWAYS AS (family_name || ', ' || given_name) STORED NOT NULL,
	"search_words" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "people_handle_is_unique" UNIQUE("handle"),
	CONSTRAINT "people_employee_number_is_unique" UNIQUE("employee_number"),
	CONSTRAINT "people_are_employees_or_outside" CHECK (("people"."employee_number" is null) = "people"."is_outside")
);
--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_record_id_ledger_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."ledger_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_answer_the_assignment_of_this_person" FOREIGN KEY ("assignment_id","person_id","version_id","track") REFERENCES "public"."assignments"("id","person_id","version_id","track") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_version_id_policy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_name_a_track_of_their_version" FOREIGN KEY ("version_id","track") REFERENCES "public"."tracks"("version_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_belong_to_an_assignment" FOREIGN KEY ("assignment_id","version_id","track") REFERENCES "public"."assignments"("id","version_id","track") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_answer_a_scenario_of_the_assigned_track" FOREIGN KEY ("version_id","track","scenario") REFERENCES "public"."scenarios"("version_id","track","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_granted_by_people_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_revoked_by_people_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_up_codes" ADD CONSTRAINT "set_up_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_up_codes" ADD CONSTRAINT "set_up_codes_issued_by_people_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_belong_to_a_track" FOREIGN KEY ("version_id","track") REFERENCES "public"."tracks"("version_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_version_id_policy_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_leaves" ADD CONSTRAINT "ledger_leaves_seal_ledger_seals_number_fk" FOREIGN KEY ("seal") REFERENCES "public"."ledger_seals"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_leaves" ADD CONSTRAINT "ledger_leaves_record_id_ledger_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."ledger_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_unsealed" ADD CONSTRAINT "ledger_unsealed_record_id_ledger_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."ledger_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_supervisor_id_people_id_fk" FOREIGN KEY ("supervisor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemptions" ADD CONSTRAINT "exemptions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemptions" ADD CONSTRAINT "exemptions_granted_by_people_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgements_by_person" ON "acknowledgements" USING btree ("person_id","acknowledged_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_are_open_once" ON "assignments" USING btree ("person_id","version_id","track") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "assignments_by_person" ON "assignments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "assignments_by_due_day" ON "assignments" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "assignments_open_by_due_day" ON "assignments" USING btree ("due_on","id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "assignments_by_settlement" ON "assignments" USING btree ("settled_at","id") WHERE settled_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "grants_are_held_once" ON "grants" USING btree ("person_id","role") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "set_up_codes_by_person" ON "set_up_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "policy_versions_by_effective_day" ON "policy_versions" USING btree ("effective_on","number");--> statement-breakpoint
CREATE INDEX "ledger_records_by_person" ON "ledger_records" USING btree ("about","recorded_at");--> statement-breakpoint
CREATE INDEX "employments_by_person" ON "employments" USING btree ("person_id","from_on");--> statement-breakpoint
CREATE INDEX "employments_by_supervisor" ON "employments" USING btree ("supervisor_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "employments_by_department" ON "employments" USING btree ("department_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "exemptions_by_person" ON "exemptions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "leaves_by_person" ON "leaves" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_is_unique" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "people_employee_number_ignores_case" ON "people" USING btree (lower("employee_number"));--> statement-breakpoint
CREATE INDEX "people_by_name" ON "people" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "people_by_word" ON "people" USING gin (to_tsvector('simple', "search_words"));