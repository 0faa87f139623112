CREATE TABLE `handover_lines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`handover_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`ticked_by` integer,
	`ticked_at` integer,
	FOREIGN KEY (`handover_id`) REFERENCES `handovers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handover_lines_handover` ON `handover_lines` (`handover_id`,`customer_id`);--> statement-breakpoint
CREATE INDEX `handover_lines_customer` ON `handover_lines` (`customer_id`);--> statement-breakpoint
CREATE INDEX `handover_lines_open` ON `handover_lines` (`customer_id`,`handover_id`) WHERE ticked_at is null;--> statement-breakpoint
CREATE INDEX `handover_lines_ticked_by` ON `handover_lines` (`ticked_by`);--> statement-breakpoint
CREATE TABLE `handover_moves` (
	`handover_id` integer NOT NULL,
	`kind` text NOT NULL,
	`row_id` integer NOT NULL,
	`state` text,
	PRIMARY KEY(`handover_id`, `kind`, `row_id`),
	FOREIGN KEY (`handover_id`) REFERENCES `handovers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handover_moves_row` ON `handover_moves` (`kind`,`row_id`);--> statement-breakpoint
CREATE INDEX `handover_moves_open` ON `handover_moves` (`handover_id`,`kind`,`row_id`) WHERE state is null;--> statement-breakpoint
CREATE INDEX `handover_moves_stayed` ON `handover_moves` (`handover_id`,`kind`,`row_id`) WHERE state = 'stayed';--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`leave_id` integer,
	`from_id` integer,
	`to_id` integer NOT NULL,
	`by_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`customers` integer DEFAULT 0 NOT NULL,
	`todos` integer DEFAULT 0 NOT NULL,
	`lines` integer DEFAULT 0 NOT NULL,
	`open` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`leave_id`) REFERENCES `leaves`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handovers_to` ON `handovers` (`to_id`,`id`);--> statement-breakpoint
CREATE INDEX `handovers_from` ON `handovers` (`from_id`,`id`);--> statement-breakpoint
CREATE INDEX `handovers_by` ON `handovers` (`by_id`,`id`);--> statement-breakpoint
CREATE INDEX `handovers_leave` ON `handovers` (`leave_id`);--> statement-breakpoint
CREATE TABLE `leaves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`split` text NOT NULL,
	`plan` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `leaves_user` ON `leaves` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `leaves_to` ON `leaves` (`to_id`);--> statement-breakpoint
CREATE INDEX `leaves_by` ON `leaves` (`by_id`);--> statement-breakpoint
CREATE INDEX `leaves_undone_by` ON `leaves` (`undone_by`);--> statement-breakpoint
CREATE INDEX `leaves_busy` ON `leaves` (`status`) WHERE status in ('moving', 'returning');--> statement-breakpoint
CREATE TABLE `undos` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`deed` text NOT NULL,
	`request` text NOT NULL,
	`rows` text NOT NULL,
	`handovers` text DEFAULT '[]' NOT NULL,
	`at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `undos_user` ON `undos` (`user_id`,`request`);--> statement-breakpoint
CREATE INDEX `undos_at` ON `undos` (`at`);