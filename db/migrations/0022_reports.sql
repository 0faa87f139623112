CREATE TABLE `report_downloads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`user_id` integer,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_downloads_report` ON `report_downloads` (`report_id`,`id`);--> statement-breakpoint
CREATE INDEX `report_downloads_user` ON `report_downloads` (`user_id`);--> statement-breakpoint
CREATE TABLE `report_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	`ids` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_rows_code` ON `report_rows` (`report_id`,`code`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`month` text NOT NULL,
	`edition` integer NOT NULL,
	`scheduled` integer NOT NULL,
	`status` text NOT NULL,
	`asked_by` integer,
	`asked_at` integer NOT NULL,
	`made_at` integer,
	`pdf_sha256` text DEFAULT '' NOT NULL,
	`pdf_bytes` integer DEFAULT 0 NOT NULL,
	`xlsx_sha256` text DEFAULT '' NOT NULL,
	`xlsx_bytes` integer DEFAULT 0 NOT NULL,
	`snapshot` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_edition` ON `reports` (`kind`,`month`,`edition`);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_scheduled` ON `reports` (`kind`,`month`) WHERE scheduled = 1;--> statement-breakpoint
CREATE INDEX `reports_month` ON `reports` (`month`,`id`);--> statement-breakpoint
CREATE INDEX `reports_status` ON `reports` (`status`);--> statement-breakpoint
CREATE INDEX `reports_asker` ON `reports` (`asked_by`);--> statement-breakpoint
CREATE INDEX `tickets_closed` ON `tickets` (`closed_at`,`id`) WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX `tickets_unclosed` ON `tickets` (`created_at`,`id`) WHERE closed_at is null;