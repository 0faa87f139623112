ALTER TABLE `analysis_risks` ADD `department_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `analysis_risks` ADD `owner_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `analysis_risks` ADD `level` text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE `analysis_risks` ADD `section` text DEFAULT '' NOT NULL;