CREATE TABLE `collaboration_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`asker_id` integer NOT NULL,
	`reason` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`answer` text DEFAULT '' NOT NULL,
	`answered_by` integer,
	`answered_at` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asker_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `collaboration_requests_open` ON `collaboration_requests` (`customer_id`,`asker_id`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `collaboration_requests_waiting` ON `collaboration_requests` (`expires_at`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `collaboration_requests_customer` ON `collaboration_requests` (`customer_id`);--> statement-breakpoint
CREATE INDEX `collaboration_requests_asker` ON `collaboration_requests` (`asker_id`,`id`);--> statement-breakpoint
CREATE INDEX `collaboration_requests_answered` ON `collaboration_requests` (`answered_by`,`id`);--> statement-breakpoint
CREATE TABLE `customer_since` (
	`id` integer PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pool_moves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`kind` text NOT NULL,
	`user_id` integer NOT NULL,
	`by` integer,
	`reason` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pool_moves_customer` ON `pool_moves` (`customer_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `pool_moves_user` ON `pool_moves` (`user_id`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `pool_moves_by` ON `pool_moves` (`by`);--> statement-breakpoint
CREATE TABLE `pool_warnings` (
	`id` integer PRIMARY KEY NOT NULL,
	`owner_id` integer NOT NULL,
	`silent_since` integer NOT NULL,
	`warned_at` integer NOT NULL,
	`acts_on` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pool_warnings_acts` ON `pool_warnings` (`acts_on`,`id`);--> statement-breakpoint
CREATE INDEX `pool_warnings_owner` ON `pool_warnings` (`owner_id`,`acts_on`);--> statement-breakpoint
CREATE TABLE `change_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`kind` text NOT NULL,
	`field` text NOT NULL,
	`was` text NOT NULL,
	`became` text NOT NULL,
	`todo_id` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`todo_id`) REFERENCES `todos`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `change_events_customer` ON `change_events` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `change_events_todo` ON `change_events` (`todo_id`);--> statement-breakpoint
CREATE INDEX `change_events_created_by` ON `change_events` (`created_by`);--> statement-breakpoint
CREATE TABLE `customer_checks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `customer_checks_customer` ON `customer_checks` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `customer_checks_created_by` ON `customer_checks` (`created_by`);--> statement-breakpoint
CREATE TABLE `padding_sign_rows` (
	`sign_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	PRIMARY KEY(`sign_id`, `customer_id`),
	FOREIGN KEY (`sign_id`) REFERENCES `padding_signs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `padding_sign_rows_customer` ON `padding_sign_rows` (`customer_id`);--> statement-breakpoint
CREATE TABLE `padding_signs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`mark` text NOT NULL,
	`user_id` integer,
	`size` integer NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	`found_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`aside_at` integer,
	`aside_by` integer,
	`aside_note` text DEFAULT '' NOT NULL,
	`aside_size` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`aside_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `padding_signs_mark` ON `padding_signs` (`kind`,`mark`);--> statement-breakpoint
CREATE INDEX `padding_signs_user` ON `padding_signs` (`user_id`);--> statement-breakpoint
CREATE INDEX `padding_signs_aside_by` ON `padding_signs` (`aside_by`);--> statement-breakpoint
CREATE INDEX `padding_signs_found` ON `padding_signs` (`found_at`);--> statement-breakpoint
CREATE TABLE `reveal_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`extra` integer,
	`decided_by` integer,
	`decided_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reveal_requests_user` ON `reveal_requests` (`user_id`,`day`);--> statement-breakpoint
CREATE INDEX `reveal_requests_day` ON `reveal_requests` (`day`,`extra`);--> statement-breakpoint
CREATE INDEX `reveal_requests_decided_by` ON `reveal_requests` (`decided_by`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`fact` text NOT NULL,
	`via` text NOT NULL,
	`verified_on` text NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`voided_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `verifications_holding` ON `verifications` (`customer_id`,`fact`) WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX `verifications_customer` ON `verifications` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `verifications_created_by` ON `verifications` (`created_by`);--> statement-breakpoint
ALTER TABLE `customers` ADD `touched_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `customers` ADD `verified_on` text;--> statement-breakpoint
CREATE INDEX `customers_touched` ON `customers` (`touched_at`,`level`,`department_id`,`owner_id`) WHERE deleted_at is null and status not in ('lost', 'merged', 'archived');--> statement-breakpoint
CREATE INDEX `customers_owner_touched` ON `customers` (`owner_id`,`touched_at`) WHERE deleted_at is null and status not in ('lost', 'merged', 'archived');--> statement-breakpoint
CREATE INDEX `customers_verified` ON `customers` (`verified_on`,`department_id`,`owner_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_created_by` ON `customers` (`created_by`,`created_at`) WHERE deleted_at is null and import_job_id is null;