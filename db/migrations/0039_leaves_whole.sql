-- A leave is one transaction now, and so is its way back. One that was broken off is over with what it moved: the rest can be handed on
-- again, or all of it taken back.
UPDATE `leaves` SET `status` = 'done', `undone_at` = NULL, `undone_by` = NULL WHERE `status` IN ('moving', 'returning');--> statement-breakpoint
DROP INDEX `leaves_busy`;
