CREATE TABLE `ticket_closings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ticket_id` integer NOT NULL,
	`closed_at` integer NOT NULL,
	`reopened_at` integer,
	`handling_minutes` integer,
	`cause` text,
	`solution` text,
	`department_id` integer,
	`handler_id` integer,
	`by_id` integer,
	FOREIGN KEY (`ticket_id`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `departments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handler_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_closings_ticket` ON `ticket_closings` (`ticket_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `ticket_closings_department` ON `ticket_closings` (`department_id`);--> statement-breakpoint
CREATE INDEX `ticket_closings_handler` ON `ticket_closings` (`handler_id`);--> statement-breakpoint
CREATE INDEX `ticket_closings_by` ON `ticket_closings` (`by_id`);--> statement-breakpoint
-- Closings that still stand, from the tickets themselves.
insert into ticket_closings (ticket_id, closed_at, handling_minutes, cause, solution, department_id, handler_id, by_id)
select t.id, t.closed_at, t.handling_minutes, t.cause, t.solution, t.department_id, t.handler_id,
  (select e.by_id from ticket_entries e where e.ticket_id = t.id and e.event = 'closed' order by e.id desc limit 1)
from tickets t where t.status = 'closed' and t.closed_at is not null order by t.id;
--> statement-breakpoint
-- Earlier ones of tickets that were opened again, from their story: whoever solved it had it in hand.
insert into ticket_closings (ticket_id, closed_at, reopened_at, handling_minutes, cause, solution, department_id, handler_id, by_id)
select told.ticket_id, told.closed_at, told.reopened_at,
  max(0, round((told.solved_at - told.began_at - coalesce((
    select sum(max(0, min(coalesce(p.to_at, told.solved_at), told.solved_at) - max(p.from_at, told.began_at)))
    from ticket_pauses p where p.ticket_id = told.ticket_id), 0)) / 60000.0)),
  told.cause, told.solution, told.department_id, coalesce(told.solver, told.handler_id), told.by_id
from (
  select t.id as ticket_id, t.cause, t.solution, t.department_id, t.handler_id, closed.at as closed_at, closed.by_id,
    reopened.at as reopened_at, coalesce(solved.at, closed.at) as solved_at, solved.by_id as solver,
    coalesce(
      (select max(e.at) from ticket_entries e where e.ticket_id = t.id and e.id < closed.id and e.event = 'reopened'),
      (select min(e.at) from ticket_entries e where e.ticket_id = t.id and e.id < closed.id and e.event in ('received', 'taken')),
      t.created_at) as began_at
  from tickets t
  join ticket_entries closed on closed.ticket_id = t.id and closed.event = 'closed'
  join ticket_entries reopened on reopened.id = (
    select min(e.id) from ticket_entries e where e.ticket_id = t.id and e.id > closed.id and e.event = 'reopened')
  left join ticket_entries solved on solved.id = (
    select max(e.id) from ticket_entries e where e.ticket_id = t.id and e.id < closed.id and e.event = 'resolved')
  where t.reopenings > 0
) told order by told.ticket_id, told.closed_at;
