CREATE TABLE `duplicate_pairs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`low_id` integer NOT NULL,
	`high_id` integer NOT NULL,
	`reason` text NOT NULL,
	`score` integer NOT NULL,
	`found_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`dismissed_at` integer,
	`dismissed_by` integer,
	FOREIGN KEY (`low_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`high_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dismissed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `duplicate_pairs_both` ON `duplicate_pairs` (`low_id`,`high_id`);--> statement-breakpoint
CREATE INDEX `duplicate_pairs_high` ON `duplicate_pairs` (`high_id`);--> statement-breakpoint
CREATE INDEX `duplicate_pairs_open` ON `duplicate_pairs` (`score`,`id`) WHERE dismissed_at is null;--> statement-breakpoint
CREATE INDEX `duplicate_pairs_seen` ON `duplicate_pairs` (`seen_at`) WHERE dismissed_at is null;--> statement-breakpoint
CREATE INDEX `duplicate_pairs_dismisser` ON `duplicate_pairs` (`dismissed_by`) WHERE dismissed_by is not null;--> statement-breakpoint
CREATE TABLE `merges` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`winner_id` integer NOT NULL,
	`loser_id` integer NOT NULL,
	`loser_number` text NOT NULL,
	`loser_name` text NOT NULL,
	`undo` text,
	`merged_by` integer,
	`merged_at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`winner_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merged_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_loser` ON `merges` (`loser_id`) WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX `merges_winner` ON `merges` (`winner_id`,`id`);--> statement-breakpoint
CREATE INDEX `merges_open` ON `merges` (`merged_at`) WHERE undo is not null;--> statement-breakpoint
CREATE INDEX `merges_merger` ON `merges` (`merged_by`);--> statement-breakpoint
CREATE INDEX `merges_undoer` ON `merges` (`undone_by`) WHERE undone_by is not null;--> statement-breakpoint
ALTER TABLE `customers` ADD `name_core` text;--> statement-breakpoint
CREATE INDEX `customers_core` ON `customers` (`name_core`) WHERE deleted_at is null;