-- When an archive was last worked on, and the newest verification that holds, are kept by the database itself: right whoever writes.
update customers set touched_at = max(updated_at, coalesce(last_contact_at, 0));
--> statement-breakpoint
create trigger touched_by_edit after update of name, contact, phone, email, position, industry, source, level, potential, status, address, note, headcount, revenue_wan, credit_code, tags on customers
when old.name is not new.name or old.contact is not new.contact or old.phone is not new.phone or old.email is not new.email
  or old.position is not new.position or old.industry is not new.industry or old.source is not new.source or old.level is not new.level
  or old.potential is not new.potential or old.status is not new.status or old.address is not new.address or old.note is not new.note
  or old.headcount is not new.headcount or old.revenue_wan is not new.revenue_wan or old.credit_code is not new.credit_code or old.tags is not new.tags
begin
  update customers set touched_at = new.updated_at where id = new.id and touched_at < new.updated_at;
end;
--> statement-breakpoint
-- What was imported tells of the past; what somebody wrote down themselves is work on the archive now.
create trigger touched_by_follow_up after insert on follow_ups begin
  update customers set touched_at = iif(new.import_job_id is null, new.created_at, new.occurred_at)
    where id = new.customer_id and touched_at < iif(new.import_job_id is null, new.created_at, new.occurred_at);
end;
--> statement-breakpoint
create trigger touched_by_profile_insert after insert on profiles begin
  update customers set touched_at = new.updated_at where id = new.id and touched_at < new.updated_at;
end;
--> statement-breakpoint
create trigger touched_by_profile_update after update on profiles begin
  update customers set touched_at = new.updated_at where id = new.id and touched_at < new.updated_at;
end;
--> statement-breakpoint
create trigger touched_by_check after insert on customer_checks begin
  update customers set touched_at = new.created_at where id = new.customer_id and touched_at < new.created_at;
end;
--> statement-breakpoint
create trigger verified_insert after insert on verifications begin
  update customers set touched_at = max(touched_at, new.created_at),
    verified_on = (select max(verified_on) from verifications where customer_id = new.customer_id and voided_at is null)
    where id = new.customer_id;
end;
--> statement-breakpoint
create trigger verified_update after update of voided_at, verified_on, customer_id on verifications begin
  update customers set verified_on = (select max(verified_on) from verifications where customer_id = customers.id and voided_at is null)
    where id in (old.customer_id, new.customer_id);
end;
--> statement-breakpoint
create trigger verified_delete after delete on verifications begin
  update customers set verified_on = (select max(verified_on) from verifications where customer_id = old.customer_id and voided_at is null)
    where id = old.customer_id;
end;
--> statement-breakpoint
-- A fact that changed is no longer the fact that was verified (N-13).
create trigger verified_no_more after update of name, contact, phone, credit_code, headcount, revenue_wan, industry, address on customers
when old.verified_on is not null
begin
  update verifications set voided_at = new.updated_at where customer_id = new.id and voided_at is null and fact in (
    iif(old.name is not new.name, 'name', null), iif(old.contact is not new.contact, 'contact', null),
    iif(old.phone is not new.phone, 'phone', null), iif(old.credit_code is not new.credit_code, 'creditCode', null),
    iif(old.headcount is not new.headcount or old.revenue_wan is not new.revenue_wan, 'size', null),
    iif(old.industry is not new.industry, 'industry', null), iif(old.address is not new.address, 'address', null));
end;
--> statement-breakpoint
-- What was verified of one archive is not verified of another into which it was merged.
create trigger verified_elsewhere after update of customer_id on verifications when new.voided_at is null and old.customer_id <> new.customer_id
begin
  update verifications set voided_at = new.created_at where id = new.id;
end;
--> statement-breakpoint
create trigger verified_as_stamped after update of verified_on on customers
when new.verified_on is not (select max(verified_on) from verifications where customer_id = new.id and voided_at is null)
begin
  update customers set verified_on = (select max(verified_on) from verifications where customer_id = new.id and voided_at is null) where id = new.id;
end;
