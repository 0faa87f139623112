DROP INDEX `todos_open`;--> statement-breakpoint
DROP INDEX `todos_open_due`;--> statement-breakpoint
CREATE INDEX `todos_open` ON `todos` (`assignee_id`,`due_at`,`customer_id`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `todos_open_due` ON `todos` (`due_at`,`customer_id`) WHERE status = 'open';