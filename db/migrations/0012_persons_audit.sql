-- Erasing a person blanks words of the record. It may only where a redaction says so, which is itself written once and sealed by the chain.
drop trigger audit_log_no_update;
--> statement-breakpoint
create trigger audit_log_no_update before update on audit_log
  when not exists (select 1 from audit_redactions where audit_id = old.id)
    or new.id is not old.id or new.at is not old.at or new.actor_id is not old.actor_id or new.actor is not old.actor
    or new.action is not old.action or new.entity is not old.entity or new.entity_id is not old.entity_id
    or new.customer_id is not old.customer_id or new.outcome is not old.outcome or new.address is not old.address
    or new.request is not old.request or new.changes_hash is not old.changes_hash or new.previous_hash is not old.previous_hash
    or new.hash is not old.hash
begin
  select raise(abort, 'audit_log is written once');
end;
--> statement-breakpoint
drop trigger audit_changes_no_update;
--> statement-breakpoint
create trigger audit_changes_no_update before update on audit_changes
  when new.audit_id is not old.audit_id or not exists (select 1 from audit_redactions where audit_id = old.audit_id)
begin
  select raise(abort, 'audit_changes is written once');
end;
--> statement-breakpoint
create trigger audit_redactions_no_update before update on audit_redactions begin
  select raise(abort, 'audit_redactions is written once');
end;
--> statement-breakpoint
create trigger audit_redactions_no_delete before delete on audit_redactions begin
  select raise(abort, 'audit_redactions is written once');
end;
