CREATE TABLE `audit_changes` (
	`audit_id` integer PRIMARY KEY NOT NULL,
	`changes` text
);
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` integer,
	`customer_id` integer,
	`outcome` text NOT NULL,
	`why` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`request` text DEFAULT '' NOT NULL,
	`changes_hash` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_entity` ON `audit_log` (`entity`,`entity_id`);--> statement-breakpoint
CREATE INDEX `audit_log_customer` ON `audit_log` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`action`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_outcome` ON `audit_log` (`outcome`,`id`);--> statement-breakpoint
CREATE TABLE `customer_terms` (
	`id` integer PRIMARY KEY NOT NULL,
	`terms` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_totals` (
	`owner_id` integer NOT NULL,
	`department_id` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `department_id`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`name_pinyin` text NOT NULL,
	`contact` text NOT NULL,
	`contact_masked` text NOT NULL,
	`phone` text NOT NULL,
	`phone_masked` text NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`email_masked` text DEFAULT '' NOT NULL,
	`position` text DEFAULT '' NOT NULL,
	`industry` text DEFAULT '' NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`level` text DEFAULT 'normal' NOT NULL,
	`potential` text,
	`status` text DEFAULT 'normal' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`headcount` integer,
	`revenue_wan` integer,
	`credit_code` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '' NOT NULL,
	`owner_id` integer,
	`department_id` integer,
	`created_on` text NOT NULL,
	`last_contact_at` integer,
	`next_due_at` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`import_job_id` integer,
	`demo` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_number_unique` ON `customers` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_name_phone` ON `customers` (`name_key`,`phone`) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_credit_code` ON `customers` (`credit_code`) WHERE deleted_at is null and credit_code <> '';--> statement-breakpoint
CREATE INDEX `customers_living` ON `customers` (`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_phone` ON `customers` (`phone`);--> statement-breakpoint
CREATE INDEX `customers_pinyin` ON `customers` (`name_pinyin`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_created_on` ON `customers` (`created_on`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_last_contact` ON `customers` (`last_contact_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_next_due` ON `customers` (`next_due_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_owner_next_due` ON `customers` (`owner_id`,`next_due_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_owner_created` ON `customers` (`owner_id`,`created_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_deleted` ON `customers` (`deleted_at`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX `customers_demo` ON `customers` (`demo`) WHERE demo = 1;--> statement-breakpoint
CREATE TABLE `former_values` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`replaced_at` integer NOT NULL,
	`replaced_by` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaced_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `former_values_customer` ON `former_values` (`customer_id`);--> statement-breakpoint
CREATE TABLE `reveals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`field` text NOT NULL,
	`contact_id` integer,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reveals_user` ON `reveals` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `reveals_customer` ON `reveals` (`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`customer_id` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`method` text NOT NULL,
	`content_type` text,
	`content` text NOT NULL,
	`feedback` text DEFAULT '' NOT NULL,
	`follower_id` integer,
	`follower_name` text DEFAULT '' NOT NULL,
	`entered_by` integer,
	`import_job_id` integer,
	`import_key` text,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follower_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_number_unique` ON `follow_ups` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_import_key_unique` ON `follow_ups` (`import_key`);--> statement-breakpoint
CREATE INDEX `follow_ups_customer` ON `follow_ups` (`customer_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `follow_ups_occurred` ON `follow_ups` (`occurred_at`);--> statement-breakpoint
CREATE INDEX `follow_ups_method` ON `follow_ups` (`method`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `follow_ups_late` ON `follow_ups` (`occurred_at`) WHERE created_at - occurred_at > 3600000;--> statement-breakpoint
CREATE INDEX `follow_ups_follower` ON `follow_ups` (`follower_id`,`occurred_at`);--> statement-breakpoint
CREATE TABLE `purchases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`product` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`unit` text DEFAULT '' NOT NULL,
	`amount_fen` integer NOT NULL,
	`purchased_on` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`import_job_id` integer,
	`import_key` text,
	`demo` integer DEFAULT false NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `purchases_import_key_unique` ON `purchases` (`import_key`);--> statement-breakpoint
CREATE INDEX `purchases_customer` ON `purchases` (`customer_id`,`purchased_on`);--> statement-breakpoint
CREATE INDEX `purchases_on` ON `purchases` (`purchased_on`);--> statement-breakpoint
CREATE TABLE `todos` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`follow_up_id` integer,
	`assignee_id` integer,
	`title` text NOT NULL,
	`due_on` text,
	`due_time` text,
	`due_at` integer,
	`status` text DEFAULT 'open' NOT NULL,
	`moves` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`done_by` integer,
	`done_follow_up_id` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `todos_open` ON `todos` (`assignee_id`,`due_at`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `todos_open_due` ON `todos` (`due_at`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `todos_customer` ON `todos` (`customer_id`,`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `todos_follow_up` ON `todos` (`follow_up_id`);--> statement-breakpoint
CREATE INDEX `todos_settled` ON `todos` (`status`,`done_at`);--> statement-breakpoint
CREATE INDEX `todos_settled_by` ON `todos` (`assignee_id`,`status`,`done_at`);--> statement-breakpoint
CREATE TABLE `import_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`encoding` text NOT NULL,
	`header` text NOT NULL,
	`mapping` text NOT NULL,
	`people` text NOT NULL,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`valid` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`duplicate` integer DEFAULT 0 NOT NULL,
	`imported` integer DEFAULT 0 NOT NULL,
	`failure` text DEFAULT '' NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_jobs_created_by` ON `import_jobs` (`created_by`,`id`);--> statement-breakpoint
CREATE INDEX `import_jobs_status` ON `import_jobs` (`status`);--> statement-breakpoint
CREATE TABLE `import_rows` (
	`job_id` integer NOT NULL,
	`record` integer NOT NULL,
	`line` integer NOT NULL,
	`cells` text NOT NULL,
	`verdict` text,
	`reasons` text,
	`warnings` text,
	`dedupe_key` text,
	PRIMARY KEY(`job_id`, `record`),
	FOREIGN KEY (`job_id`) REFERENCES `import_jobs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_rows_verdict` ON `import_rows` (`job_id`,`verdict`,`record`);--> statement-breakpoint
CREATE INDEX `import_rows_dedupe` ON `import_rows` (`job_id`,`dedupe_key`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`period` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 1 NOT NULL,
	`started_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`finished_at` integer,
	`note` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_runs_period` ON `job_runs` (`job`,`period`);--> statement-breakpoint
CREATE INDEX `job_runs_started` ON `job_runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`href` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_key` ON `notifications` (`user_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`read_at`,`id`);--> statement-breakpoint
CREATE TABLE `departments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`demo` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departments_name_unique` ON `departments` (`name`);--> statement-breakpoint
CREATE TABLE `known_devices` (
	`user_id` integer NOT NULL,
	`device` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `device`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `login_failures` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`first_at` integer NOT NULL,
	`blocked_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `role_permissions` (
	`role` text NOT NULL,
	`permission` text NOT NULL,
	`reach` text NOT NULL,
	PRIMARY KEY(`role`, `permission`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sid` text NOT NULL,
	`user_id` integer NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_sid_unique` ON `sessions` (`sid`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`name_masked` text NOT NULL,
	`role` text NOT NULL,
	`department_id` integer,
	`password_hash` text NOT NULL,
	`must_change_password` integer DEFAULT true NOT NULL,
	`password_expires_at` integer,
	`active` integer DEFAULT true NOT NULL,
	`lead_minutes` integer DEFAULT 60 NOT NULL,
	`quiet_from` text DEFAULT '22:00' NOT NULL,
	`quiet_to` text DEFAULT '08:00' NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_login_unique` ON `users` (`login`);--> statement-breakpoint
CREATE INDEX `users_department` ON `users` (`department_id`);--> statement-breakpoint
CREATE TABLE `once_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`command` text NOT NULL,
	`row_id` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `serials` (
	`key` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `settings_key_unique` ON `settings` (`key`);--> statement-breakpoint
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
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`page`,`owner_id`,`name`);