CREATE TABLE `audit_redactions` (
	`audit_id` integer NOT NULL,
	`erasure_id` integer NOT NULL,
	`digest` text NOT NULL,
	PRIMARY KEY(`audit_id`, `erasure_id`),
	FOREIGN KEY (`erasure_id`) REFERENCES `erasures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_redactions_erasure` ON `audit_redactions` (`erasure_id`,`audit_id`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`erased_by` integer,
	`actor` text NOT NULL,
	`reason` text NOT NULL,
	`records` text NOT NULL,
	`terms` text NOT NULL,
	`counts` text NOT NULL,
	`contents` text NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`erased_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `erasures_by` ON `erasures` (`erased_by`);--> statement-breakpoint
CREATE INDEX `erasures_at` ON `erasures` (`at`);--> statement-breakpoint
CREATE INDEX `erasures_settled` ON `erasures` (`settled_at`);--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`email`) WHERE email <> '';--> statement-breakpoint
CREATE INDEX `files_contact` ON `files` (`contact_id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `files_deleted` ON `files` (`deleted_at`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`email`) WHERE email <> '';--> statement-breakpoint
CREATE INDEX `former_values_value` ON `former_values` (`value`);