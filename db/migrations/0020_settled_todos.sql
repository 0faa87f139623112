DROP INDEX `todos_settled`;--> statement-breakpoint
DROP INDEX `todos_settled_by`;--> statement-breakpoint
CREATE INDEX `todos_settled` ON `todos` (`status`,`done_at`) WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX `todos_settled_by` ON `todos` (`assignee_id`,`status`,`done_at`) WHERE done_at is not null;