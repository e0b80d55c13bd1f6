ALTER TABLE "set_up_codes" ADD COLUMN "form_id" uuid;--> statement-breakpoint
ALTER TABLE "set_up_codes" ADD CONSTRAINT "set_up_codes_are_made_once_a_form" UNIQUE("form_id");