-- What follows from the facts is kept by the database itself: right whoever writes, and whether or not a job ever ran.
create trigger customer_totals_insert after insert on customers when new.deleted_at is null begin
  insert into customer_totals values (coalesce(new.owner_id, 0), coalesce(new.department_id, 0), 1)
    on conflict do update set total = total + 1;
end;
--> statement-breakpoint
create trigger customer_totals_delete after delete on customers when old.deleted_at is null begin
  update customer_totals set total = total - 1 where owner_id = coalesce(old.owner_id, 0) and department_id = coalesce(old.department_id, 0);
end;
--> statement-breakpoint
create trigger customer_totals_update after update of owner_id, department_id, deleted_at on customers begin
  update customer_totals set total = total - 1
    where old.deleted_at is null and owner_id = coalesce(old.owner_id, 0) and department_id = coalesce(old.department_id, 0);
  insert into customer_totals select coalesce(new.owner_id, 0), coalesce(new.department_id, 0), 1 where new.deleted_at is null
    on conflict do update set total = total + 1;
end;
--> statement-breakpoint
create trigger last_contact_insert after insert on follow_ups begin
  update customers set last_contact_at = new.occurred_at where id = new.customer_id and coalesce(last_contact_at, 0) < new.occurred_at;
end;
--> statement-breakpoint
create trigger last_contact_update after update of occurred_at, customer_id on follow_ups begin
  update customers set last_contact_at = (select max(occurred_at) from follow_ups where customer_id = customers.id)
    where id in (old.customer_id, new.customer_id);
end;
--> statement-breakpoint
create trigger last_contact_delete after delete on follow_ups begin
  update customers set last_contact_at = (select max(occurred_at) from follow_ups where customer_id = customers.id) where id = old.customer_id;
end;
--> statement-breakpoint
create trigger next_due_insert after insert on todos when new.status = 'open' and new.due_at is not null begin
  update customers set next_due_at = new.due_at where id = new.customer_id and (next_due_at is null or next_due_at > new.due_at);
end;
--> statement-breakpoint
create trigger next_due_update after update of status, due_at, customer_id on todos begin
  update customers set next_due_at = (select min(due_at) from todos where customer_id = customers.id and status = 'open')
    where id in (old.customer_id, new.customer_id);
end;
--> statement-breakpoint
create trigger next_due_delete after delete on todos begin
  update customers set next_due_at = (select min(due_at) from todos where customer_id = customers.id and status = 'open') where id = old.customer_id;
end;
