-- The record is written once. Only the before-and-after of a row may be emptied, when a person is erased; the chain holds its hash and stays whole.
create trigger audit_log_no_update before update on audit_log begin select raise(abort, 'audit_log is written once'); end;
--> statement-breakpoint
create trigger audit_log_no_delete before delete on audit_log begin select raise(abort, 'audit_log is written once'); end;
--> statement-breakpoint
create trigger audit_changes_no_update before update on audit_changes when new.changes is not null or new.audit_id <> old.audit_id begin
  select raise(abort, 'audit_changes is written once');
end;
--> statement-breakpoint
create trigger audit_changes_no_delete before delete on audit_changes begin select raise(abort, 'audit_changes is written once'); end;
