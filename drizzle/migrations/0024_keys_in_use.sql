-- Which keys each running portal works with, so that changing them waits for all of them. Workers say so with each beat.
delete from job_workers;
--> statement-breakpoint
alter table job_workers add column keys text not null;
