-- Customers are found by words of our own making (lib/formats/text.ts), one document a customer; no positions are kept.
create virtual table customer_search using fts5(terms, content='customer_terms', content_rowid='id', tokenize='ascii tokenchars _', detail='none', columnsize=0);
--> statement-breakpoint
insert into customer_search(customer_search, rank) values ('secure-delete', 1);
--> statement-breakpoint
create trigger customer_terms_insert after insert on customer_terms begin
  insert into customer_search(rowid, terms) values (new.id, new.terms);
end;
--> statement-breakpoint
create trigger customer_terms_delete after delete on customer_terms begin
  insert into customer_search(customer_search, rowid, terms) values ('delete', old.id, old.terms);
end;
--> statement-breakpoint
create trigger customer_terms_update after update of terms on customer_terms when new.terms <> old.terms begin
  insert into customer_search(customer_search, rowid, terms) values ('delete', old.id, old.terms);
  insert into customer_search(rowid, terms) values (new.id, new.terms);
end;
