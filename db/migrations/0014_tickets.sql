CREATE TABLE `ticket_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`event` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_entries_ticket` ON `ticket_entries` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_entries_by` ON `ticket_entries` (`by_id`);--> statement-breakpoint
CREATE TABLE `ticket_pauses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_pauses_ticket` ON `ticket_pauses` (`ticket_id`,`from_at`);--> statement-breakpoint
CREATE TABLE `ticket_scores` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`score` integer NOT NULL,
	`source` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_scores_ticket` ON `ticket_scores` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_scores_by` ON `ticket_scores` (`by_id`);--> statement-breakpoint
CREATE TABLE `ticket_terms` (
	`id` integer PRIMARY KEY NOT NULL,
	`terms` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_texts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`purpose` text NOT NULL,
	`type_id` integer,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`type_id`) REFERENCES `ticket_types`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_texts_type` ON `ticket_texts` (`type_id`);--> statement-breakpoint
CREATE TABLE `ticket_types` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`details` text DEFAULT '[]' NOT NULL,
	`department_id` integer,
	`department_name` text DEFAULT '' NOT NULL,
	`way` text DEFAULT 'least' NOT NULL,
	`head_id` integer,
	`last_handler_id` integer,
	`urgency` text DEFAULT 'middle' NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`head_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_handler_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_types_name` ON `ticket_types` (`kind`,`name`);--> statement-breakpoint
CREATE INDEX `ticket_types_department` ON `ticket_types` (`department_id`);--> statement-breakpoint
CREATE INDEX `ticket_types_head` ON `ticket_types` (`head_id`);--> statement-breakpoint
CREATE INDEX `ticket_types_last_handler` ON `ticket_types` (`last_handler_id`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`customer_id` integer NOT NULL,
	`kind` text NOT NULL,
	`type_id` integer,
	`detail` text DEFAULT '' NOT NULL,
	`urgency` text NOT NULL,
	`description` text NOT NULL,
	`status` text NOT NULL,
	`department_id` integer,
	`handler_id` integer,
	`dispatch_reason` text DEFAULT '' NOT NULL,
	`repeat_of_id` integer,
	`reopenings` integer DEFAULT 0 NOT NULL,
	`receive_due_at` integer,
	`respond_due_at` integer,
	`resolve_due_at` integer,
	`due_at` integer,
	`warn_at` integer,
	`assigned_at` integer,
	`received_at` integer,
	`responded_at` integer,
	`resolved_at` integer,
	`closed_at` integer,
	`cause` text,
	`cause_note` text DEFAULT '' NOT NULL,
	`solution` text,
	`result` text DEFAULT '' NOT NULL,
	`feedback` text DEFAULT '' NOT NULL,
	`score` integer,
	`handling_minutes` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_id`) REFERENCES `ticket_types`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handler_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`repeat_of_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number_unique` ON `tickets` (`number`);--> statement-breakpoint
CREATE INDEX `tickets_customer` ON `tickets` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `tickets_handler` ON `tickets` (`handler_id`,`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `tickets_department` ON `tickets` (`department_id`,`status`);--> statement-breakpoint
CREATE INDEX `tickets_type` ON `tickets` (`type_id`);--> statement-breakpoint
CREATE INDEX `tickets_repeat` ON `tickets` (`repeat_of_id`);--> statement-breakpoint
CREATE INDEX `tickets_creator` ON `tickets` (`created_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `tickets_created` ON `tickets` (`created_at`);--> statement-breakpoint
CREATE INDEX `tickets_due` ON `tickets` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `tickets_due_order` ON `tickets` (due_at is null,`due_at`);--> statement-breakpoint
ALTER TABLE `files` ADD `ticket_id` integer REFERENCES tickets(id);--> statement-breakpoint
CREATE INDEX `files_ticket` ON `files` (`ticket_id`) WHERE ticket_id is not null;