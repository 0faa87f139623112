CREATE TABLE `consents` (
	`id` integer PRIMARY KEY NOT NULL,
	`marketing` text NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_by` ON `consents` (`by_id`);--> statement-breakpoint
CREATE TABLE `strategies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`tier_id` integer NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`advice` text DEFAULT '' NOT NULL,
	`way` text NOT NULL,
	`rhythm` text NOT NULL,
	`due_days` integer DEFAULT 3 NOT NULL,
	`department_id` integer,
	`responsible_id` integer,
	`survey_id` integer,
	`effective_from` text NOT NULL,
	`effective_until` text,
	`marketing` integer DEFAULT true NOT NULL,
	`active` integer DEFAULT false NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`tier_id`) REFERENCES `tiers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strategies_name_unique` ON `strategies` (`name`);--> statement-breakpoint
CREATE INDEX `strategies_tier` ON `strategies` (`tier_id`,`active`);--> statement-breakpoint
CREATE INDEX `strategies_department` ON `strategies` (`department_id`);--> statement-breakpoint
CREATE INDEX `strategies_responsible` ON `strategies` (`responsible_id`);--> statement-breakpoint
CREATE INDEX `strategies_survey` ON `strategies` (`survey_id`);--> statement-breakpoint
CREATE INDEX `strategies_creator` ON `strategies` (`created_by`);--> statement-breakpoint
CREATE TABLE `strategy_pushes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`period` text NOT NULL,
	`assignee_id` integer,
	`todo_id` integer,
	`invitation_id` integer,
	`pushed_at` integer NOT NULL,
	`sent_at` integer,
	`sent_by` integer,
	`day` text NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`todo_id`) REFERENCES `todos`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `survey_invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sent_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strategy_pushes_one` ON `strategy_pushes` (`strategy_id`,`customer_id`,`period`);--> statement-breakpoint
CREATE INDEX `strategy_pushes_strategy` ON `strategy_pushes` (`strategy_id`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `strategy_pushes_customer` ON `strategy_pushes` (`customer_id`,`pushed_at`);--> statement-breakpoint
CREATE INDEX `strategy_pushes_assignee` ON `strategy_pushes` (`assignee_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `strategy_pushes_todo` ON `strategy_pushes` (`todo_id`) WHERE todo_id is not null;--> statement-breakpoint
CREATE INDEX `strategy_pushes_invitation` ON `strategy_pushes` (`invitation_id`) WHERE invitation_id is not null;--> statement-breakpoint
CREATE INDEX `strategy_pushes_sent_by` ON `strategy_pushes` (`sent_by`) WHERE sent_by is not null;--> statement-breakpoint
CREATE TABLE `ideas` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`sentence` text DEFAULT '' NOT NULL,
	`responsible_id` integer,
	`landed_at` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`responsible_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ideas_status` ON `ideas` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `ideas_responsible` ON `ideas` (`responsible_id`);--> statement-breakpoint
CREATE INDEX `ideas_creator` ON `ideas` (`created_by`);--> statement-breakpoint
CREATE TABLE `suggestions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`idea_id` integer,
	`source` text NOT NULL,
	`ticket_id` integer,
	`follow_up_id` integer,
	`response_id` integer,
	`text` text NOT NULL,
	`dropped` integer DEFAULT false NOT NULL,
	`todo_id` integer,
	`created_by` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`idea_id`) REFERENCES `ideas`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`response_id`) REFERENCES `survey_responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`todo_id`) REFERENCES `todos`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `suggestions_customer` ON `suggestions` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `suggestions_idea` ON `suggestions` (`idea_id`,`id`);--> statement-breakpoint
CREATE INDEX `suggestions_ungrouped` ON `suggestions` (`created_at`) WHERE idea_id is null and dropped = 0;--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_ticket` ON `suggestions` (`ticket_id`) WHERE ticket_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_follow_up` ON `suggestions` (`follow_up_id`) WHERE follow_up_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `suggestions_response` ON `suggestions` (`response_id`) WHERE response_id is not null;--> statement-breakpoint
CREATE INDEX `suggestions_todo` ON `suggestions` (`todo_id`) WHERE todo_id is not null;--> statement-breakpoint
CREATE INDEX `suggestions_creator` ON `suggestions` (`created_by`);--> statement-breakpoint
CREATE TABLE `survey_answers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`response_id` integer NOT NULL,
	`question_id` integer NOT NULL,
	`value` integer,
	`text` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`response_id`) REFERENCES `survey_responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_id`) REFERENCES `survey_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_answers_one` ON `survey_answers` (`response_id`,`question_id`);--> statement-breakpoint
CREATE INDEX `survey_answers_question` ON `survey_answers` (`question_id`,`value`);--> statement-breakpoint
CREATE TABLE `survey_invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`survey_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`contact_id` integer,
	`reason` text NOT NULL,
	`todo_id` integer,
	`token_hash` text,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`linked_at` integer,
	`expires_at` integer,
	`reminded_at` integer,
	`answered_at` integer,
	`cancelled_at` integer,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`todo_id`) REFERENCES `todos`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_invitations_token` ON `survey_invitations` (`token_hash`) WHERE token_hash is not null;--> statement-breakpoint
CREATE INDEX `survey_invitations_survey` ON `survey_invitations` (`survey_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `survey_invitations_customer` ON `survey_invitations` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `survey_invitations_contact` ON `survey_invitations` (`contact_id`) WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX `survey_invitations_todo` ON `survey_invitations` (`todo_id`) WHERE todo_id is not null;--> statement-breakpoint
CREATE INDEX `survey_invitations_open` ON `survey_invitations` (`expires_at`) WHERE answered_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX `survey_invitations_creator` ON `survey_invitations` (`created_by`);--> statement-breakpoint
CREATE TABLE `survey_questions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`survey_id` integer NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`dimension` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`options` text DEFAULT '[]' NOT NULL,
	`required` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `survey_questions_survey` ON `survey_questions` (`survey_id`,`position`);--> statement-breakpoint
CREATE TABLE `survey_responses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`survey_id` integer NOT NULL,
	`invitation_id` integer NOT NULL,
	`customer_id` integer NOT NULL,
	`source` text NOT NULL,
	`tiers` text DEFAULT '[]' NOT NULL,
	`lowest` integer,
	`ticket_id` integer,
	`todo_id` integer,
	`by_id` integer,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `survey_invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`todo_id`) REFERENCES `todos`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_responses_invitation_id_unique` ON `survey_responses` (`invitation_id`);--> statement-breakpoint
CREATE INDEX `survey_responses_survey` ON `survey_responses` (`survey_id`,`day`);--> statement-breakpoint
CREATE INDEX `survey_responses_customer` ON `survey_responses` (`customer_id`,`at`);--> statement-breakpoint
CREATE INDEX `survey_responses_day` ON `survey_responses` (`day`,`id`);--> statement-breakpoint
CREATE INDEX `survey_responses_ticket` ON `survey_responses` (`ticket_id`) WHERE ticket_id is not null;--> statement-breakpoint
CREATE INDEX `survey_responses_todo` ON `survey_responses` (`todo_id`) WHERE todo_id is not null;--> statement-breakpoint
CREATE INDEX `survey_responses_by` ON `survey_responses` (`by_id`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text,
	`title` text NOT NULL,
	`intro` text DEFAULT '' NOT NULL,
	`thanks` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`edition` integer DEFAULT 1 NOT NULL,
	`former_id` integer,
	`at_three_months` integer DEFAULT false NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `surveys_status` ON `surveys` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `surveys_creator` ON `surveys` (`created_by`);--> statement-breakpoint
CREATE TABLE `customer_tiers` (
	`customer_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`since` text NOT NULL,
	`evidence` text DEFAULT '{}' NOT NULL,
	`by_hand` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`customer_id`, `tier_id`),
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tier_id`) REFERENCES `tiers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `customer_tiers_tier` ON `customer_tiers` (`tier_id`,`customer_id`);--> statement-breakpoint
CREATE TABLE `tier_moves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` integer,
	`customer_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`kind` text NOT NULL,
	`day` text,
	`evidence` text DEFAULT '{}' NOT NULL,
	`gap` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `tier_runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tier_id`) REFERENCES `tiers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tier_moves_run` ON `tier_moves` (`run_id`,`tier_id`,`kind`,`customer_id`);--> statement-breakpoint
CREATE INDEX `tier_moves_customer` ON `tier_moves` (`customer_id`,`day`);--> statement-breakpoint
CREATE INDEX `tier_moves_tier` ON `tier_moves` (`tier_id`,`day`);--> statement-breakpoint
CREATE TABLE `tier_overrides` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`has` integer NOT NULL,
	`reason` text NOT NULL,
	`until` text NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tier_id`) REFERENCES `tiers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tier_overrides_one` ON `tier_overrides` (`customer_id`,`tier_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `tier_overrides_tier` ON `tier_overrides` (`tier_id`);--> statement-breakpoint
CREATE INDEX `tier_overrides_until` ON `tier_overrides` (`until`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `tier_overrides_by` ON `tier_overrides` (`by_id`);--> statement-breakpoint
CREATE TABLE `tier_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`day` text NOT NULL,
	`rules` text NOT NULL,
	`base_id` integer,
	`customers` integer DEFAULT 0 NOT NULL,
	`counts` text DEFAULT '' NOT NULL,
	`asked_by` integer,
	`asked_at` integer NOT NULL,
	`finished_at` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tier_runs_status` ON `tier_runs` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `tier_runs_kind` ON `tier_runs` (`kind`,`id`);--> statement-breakpoint
CREATE INDEX `tier_runs_asker` ON `tier_runs` (`asked_by`);--> statement-breakpoint
CREATE TABLE `tiers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text,
	`name` text NOT NULL,
	`dimension` text NOT NULL,
	`meaning` text DEFAULT '' NOT NULL,
	`rule` text NOT NULL,
	`exclusive` text DEFAULT '' NOT NULL,
	`priority` integer NOT NULL,
	`tone` text DEFAULT 'plain' NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`updated_by` integer,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`updated_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tiers_key_unique` ON `tiers` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `tiers_name_unique` ON `tiers` (`name`);--> statement-breakpoint
CREATE INDEX `tiers_updated_by` ON `tiers` (`updated_by`);