CREATE TABLE `analysis_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`text` text NOT NULL,
	`strategy_id` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `analysis_notes_at` ON `analysis_notes` (`created_at`);--> statement-breakpoint
CREATE INDEX `analysis_notes_strategy` ON `analysis_notes` (`strategy_id`);--> statement-breakpoint
CREATE INDEX `analysis_notes_author` ON `analysis_notes` (`created_by`);--> statement-breakpoint
CREATE TABLE `analysis_parts` (
	`scope` integer NOT NULL,
	`part` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`scope`, `part`)
);
--> statement-breakpoint
CREATE TABLE `analysis_risks` (
	`customer_id` integer PRIMARY KEY NOT NULL,
	`made` integer NOT NULL,
	`points` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `analysis_risks_amount` ON `analysis_risks` (`amount_fen`,`customer_id`);--> statement-breakpoint
CREATE INDEX `analysis_risks_points` ON `analysis_risks` (`points`,`customer_id`);--> statement-breakpoint
CREATE INDEX `analysis_risks_made` ON `analysis_risks` (`made`);--> statement-breakpoint
CREATE TABLE `analysis_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`made` integer NOT NULL,
	`scope` integer NOT NULL,
	`code` text NOT NULL,
	`portion` integer NOT NULL,
	`total` integer NOT NULL,
	`refs` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `analysis_rows_code` ON `analysis_rows` (`made`,`scope`,`code`,`portion`);