-- A label is a word of the index too (tir_3), beside a document's own words: whoever asks for one among other things has all of it from
-- one place. It comes and goes with the label as long as the document stands, and with the document;
-- a label that moves to another customer takes its word along, and finds that one's days.
drop trigger customer_terms_insert;
--> statement-breakpoint
create trigger customer_terms_insert after insert on customer_terms begin
  insert into customer_search(rowid, terms) values (new.id,
    new.terms || coalesce((select ' ' || group_concat('tir_' || tier_id, ' ') from customer_tiers where customer_id = new.id), ''));
end;
--> statement-breakpoint
drop trigger customer_terms_delete;
--> statement-breakpoint
create trigger customer_terms_delete after delete on customer_terms begin
  insert into customer_search(customer_search, rowid, terms) values ('delete', old.id,
    old.terms || coalesce((select ' ' || group_concat('tir_' || tier_id, ' ') from customer_tiers where customer_id = old.id), ''));
end;
--> statement-breakpoint
create trigger customer_tiers_word_insert after insert on customer_tiers when exists (select 1 from customer_terms where id = new.customer_id) begin
  insert into customer_search(rowid, terms) values (new.customer_id, 'tir_' || new.tier_id);
end;
--> statement-breakpoint
create trigger customer_tiers_word_delete after delete on customer_tiers when exists (select 1 from customer_terms where id = old.customer_id) begin
  insert into customer_search(customer_search, rowid, terms) values ('delete', old.customer_id, 'tir_' || old.tier_id);
end;
--> statement-breakpoint
create trigger customer_tiers_turn after update of customer_id, tier_id on customer_tiers
  when new.customer_id <> old.customer_id or new.tier_id <> old.tier_id begin
  insert into customer_search(customer_search, rowid, terms) select 'delete', old.customer_id, 'tir_' || old.tier_id
    where exists (select 1 from customer_terms where id = old.customer_id);
  insert into customer_search(rowid, terms) select new.customer_id, 'tir_' || new.tier_id
    where exists (select 1 from customer_terms where id = new.customer_id);
  update customer_tiers set (created_on, last_contact_at, next_due_at) = (select created_on, last_contact_at, next_due_at from customers where id = new.customer_id)
    where customer_id = new.customer_id and tier_id = new.tier_id;
end;
--> statement-breakpoint
insert into customer_search(rowid, terms)
  select customer_id, group_concat('tir_' || tier_id, ' ') from customer_tiers where customer_id in (select id from customer_terms) group by customer_id order by customer_id;
