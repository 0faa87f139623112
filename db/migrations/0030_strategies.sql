CREATE TABLE `business_cards` (
	`id` integer PRIMARY KEY NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `strategy_pushes_open` ON `strategy_pushes` (`id`) WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX `suggestions_untold` ON `suggestions` (`idea_id`,`customer_id`) WHERE todo_id is null and dropped = 0;--> statement-breakpoint
create trigger strategy_push_done after update of status on todos when new.status = 'done' and old.status <> 'done' begin
  update strategy_pushes set sent_at = new.done_at, sent_by = new.done_by where todo_id = new.id and sent_at is null;
end;
--> statement-breakpoint
create trigger strategy_push_undone after update of status on todos when old.status = 'done' and new.status <> 'done' begin
  update strategy_pushes set sent_at = null, sent_by = null where todo_id = new.id;
end;
--> statement-breakpoint
create trigger strategy_push_handed after update of assignee_id on todos when new.assignee_id is not old.assignee_id begin
  update strategy_pushes set assignee_id = new.assignee_id where todo_id = new.id;
end;
