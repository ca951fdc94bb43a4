-- Deviation is known at once, its absence only after a delay: a rate over all judged lots of the last weeks would be that of the bad ones.

-- due: 1 when the lot came so long ago that it would be known as good by now if nothing was found of it. Rates are over these alone.
ALTER TABLE received_lots{{on_cluster}} ADD COLUMN IF NOT EXISTS due UInt8 DEFAULT 1;

ALTER TABLE received_lots_build{{on_cluster}} ADD COLUMN IF NOT EXISTS due UInt8 DEFAULT 1;
