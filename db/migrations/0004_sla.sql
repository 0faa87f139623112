CREATE TABLE `calendar_days` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`date` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_days_date_unique` ON `calendar_days` (`date`);--> statement-breakpoint
CREATE TABLE `sla_policies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`urgency` text NOT NULL,
	`receive_minutes` integer NOT NULL,
	`respond_minutes` integer NOT NULL,
	`resolve_minutes` integer NOT NULL,
	`time` text NOT NULL,
	`amber_percent` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sla_policies_of` ON `sla_policies` (`kind`,`urgency`);