CREATE TABLE `idea_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`idea_id` integer NOT NULL,
	`event` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`idea_id`) REFERENCES `ideas`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idea_entries_idea` ON `idea_entries` (`idea_id`,`id`);--> statement-breakpoint
CREATE INDEX `idea_entries_by` ON `idea_entries` (`by_id`);--> statement-breakpoint
ALTER TABLE `ideas` ADD `tells` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `ideas_tells` ON `ideas` (`id`) WHERE tells = 1;--> statement-breakpoint
CREATE INDEX `suggestions_created` ON `suggestions` (`created_at`);--> statement-breakpoint
INSERT INTO `suggestions` (`customer_id`, `source`, `ticket_id`, `text`, `created_by`, `created_at`)
SELECT `customer_id`, 'ticket', `id`, substr(`description`, 1, 1000), `created_by`, `created_at` FROM `tickets` WHERE `kind` = 'suggestion' AND `status` <> 'void';
