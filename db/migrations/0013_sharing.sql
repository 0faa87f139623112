-- Since when somebody has a customer is kept by the database itself, whoever hands it over.
create trigger customer_since_update after update of owner_id on customers when new.owner_id is not old.owner_id begin
  insert into customer_since values (new.id, max(new.updated_at, old.updated_at)) on conflict do update set since = excluded.since;
end;
