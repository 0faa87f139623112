CREATE TABLE `collaborators` (
	`customer_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`added_by` integer,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`customer_id`, `user_id`),
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `collaborators_user` ON `collaborators` (`user_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_masked` text NOT NULL,
	`position` text DEFAULT '' NOT NULL,
	`roles` text DEFAULT '[]' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`phone_masked` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`email_masked` text DEFAULT '' NOT NULL,
	`channel` text DEFAULT '' NOT NULL,
	`birthday` text DEFAULT '' NOT NULL,
	`is_lunar` integer DEFAULT false NOT NULL,
	`preferences` text DEFAULT '' NOT NULL,
	`taboos` text DEFAULT '' NOT NULL,
	`agrees_visits` integer DEFAULT false NOT NULL,
	`agrees_marketing` integer DEFAULT false NOT NULL,
	`left_on` text,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_customer` ON `contacts` (`customer_id`,`left_on`);--> statement-breakpoint
CREATE INDEX `contacts_phone` ON `contacts` (`phone`) WHERE phone <> '';--> statement-breakpoint
CREATE TABLE `files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`follow_up_id` integer,
	`contact_id` integer,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`edition` integer DEFAULT 1 NOT NULL,
	`original_name` text NOT NULL,
	`extension` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` integer,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	`demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_customer` ON `files` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `files_follow_up` ON `files` (`follow_up_id`);--> statement-breakpoint
CREATE INDEX `files_sha256` ON `files` (`sha256`);--> statement-breakpoint
CREATE INDEX `files_uploader` ON `files` (`uploaded_by`,`created_at`);--> statement-breakpoint
CREATE TABLE `profiles` (
	`id` integer PRIMARY KEY NOT NULL,
	`service_category` text,
	`pain_points` text DEFAULT '[]' NOT NULL,
	`needs` text DEFAULT '' NOT NULL,
	`urgency` text,
	`budget_min_wan` integer,
	`budget_max_wan` integer,
	`decision_cycle` text,
	`decision_process` text DEFAULT '' NOT NULL,
	`decision_departments` text DEFAULT '' NOT NULL,
	`concerns` text DEFAULT '[]' NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`page` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`owner_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`page`,`owner_id`,`name`);--> statement-breakpoint
ALTER TABLE `reveals` ADD `contact_id` integer;