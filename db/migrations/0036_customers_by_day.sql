DROP INDEX `customers_created_on`;--> statement-breakpoint
DROP INDEX `customers_next_due`;--> statement-breakpoint
CREATE INDEX `customers_created_on` ON `customers` (`created_on`,`next_due_at`,`type`,`level`,`potential`,`status`,`source`,`industry`,`owner_id`,`department_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_next_due` ON `customers` (`next_due_at`,`created_on`,`type`,`level`,`potential`,`status`,`source`,`industry`,`owner_id`,`department_id`) WHERE deleted_at is null;