-- What is left to tick of a hand-over is kept by the database itself, whoever ticks, closes or clears away.
create trigger handover_lines_insert after insert on handover_lines begin
  update handovers set lines = lines + 1, open = open + (new.ticked_at is null) where id = new.handover_id;
end;
--> statement-breakpoint
create trigger handover_lines_tick after update of ticked_at on handover_lines begin
  update handovers set open = open + (new.ticked_at is null) - (old.ticked_at is null) where id = new.handover_id;
end;
--> statement-breakpoint
create trigger handover_lines_delete after delete on handover_lines begin
  update handovers set lines = lines - 1, open = open - (old.ticked_at is null) where id = old.handover_id;
end;
--> statement-breakpoint
create trigger handover_moves_insert after insert on handover_moves begin
  update handovers set customers = customers + (new.kind = 'customer'), todos = todos + (new.kind = 'todo') where id = new.handover_id;
end;
