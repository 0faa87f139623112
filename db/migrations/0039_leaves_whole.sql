-- A leave is one transaction now; one that was broken off is over with what it moved, and the rest can be handed on again.
UPDATE `leaves` SET `status` = iif(`status` = 'moving', 'done', 'returned') WHERE `status` IN ('moving', 'returning');--> statement-breakpoint
DROP INDEX `leaves_busy`;
