-- A label's customers in the order of a day: what the order needs stands beside the label too, and the customer's row says it by trigger.
ALTER TABLE `customer_tiers` ADD `created_on` text;--> statement-breakpoint
ALTER TABLE `customer_tiers` ADD `last_contact_at` integer;--> statement-breakpoint
ALTER TABLE `customer_tiers` ADD `next_due_at` integer;--> statement-breakpoint
UPDATE customer_tiers SET (created_on, last_contact_at, next_due_at) = (SELECT created_on, last_contact_at, next_due_at FROM customers WHERE id = customer_id);--> statement-breakpoint
CREATE INDEX `customer_tiers_created_on` ON `customer_tiers` (`tier_id`,`created_on`,`next_due_at`,`customer_id`);--> statement-breakpoint
CREATE INDEX `customer_tiers_last_contact` ON `customer_tiers` (`tier_id`,`last_contact_at`,`customer_id`);--> statement-breakpoint
CREATE INDEX `customer_tiers_next_due` ON `customer_tiers` (`tier_id`,`next_due_at`,`created_on`,`customer_id`);--> statement-breakpoint
create trigger customer_tiers_days_insert after insert on customer_tiers when new.created_on is null begin
  update customer_tiers set (created_on, last_contact_at, next_due_at) = (select created_on, last_contact_at, next_due_at from customers where id = new.customer_id)
    where customer_id = new.customer_id and tier_id = new.tier_id;
end;
--> statement-breakpoint
create trigger customer_tiers_days_update after update of created_on, last_contact_at, next_due_at on customers
when new.created_on is not old.created_on or new.last_contact_at is not old.last_contact_at or new.next_due_at is not old.next_due_at begin
  update customer_tiers set created_on = new.created_on, last_contact_at = new.last_contact_at, next_due_at = new.next_due_at where customer_id = new.id;
end;
