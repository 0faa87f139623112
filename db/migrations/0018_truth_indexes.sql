DROP INDEX `customers_touched`;--> statement-breakpoint
DROP INDEX `customers_owner_touched`;--> statement-breakpoint
DROP INDEX `customers_verified`;--> statement-breakpoint
CREATE INDEX `customers_department_touched` ON `customers` (`department_id`,`touched_at`,`level`) WHERE deleted_at is null and status not in ('lost', 'merged', 'archived');--> statement-breakpoint
CREATE INDEX `customers_owner_verified` ON `customers` (`owner_id`,`verified_on`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_department_verified` ON `customers` (`department_id`,`verified_on`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `customers_touched` ON `customers` (`touched_at`,`level`) WHERE deleted_at is null and status not in ('lost', 'merged', 'archived');--> statement-breakpoint
CREATE INDEX `customers_owner_touched` ON `customers` (`owner_id`,`touched_at`,`level`) WHERE deleted_at is null and status not in ('lost', 'merged', 'archived');--> statement-breakpoint
CREATE INDEX `customers_verified` ON `customers` (`verified_on`) WHERE deleted_at is null;