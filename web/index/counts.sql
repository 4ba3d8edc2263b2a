-- What pages would count at each visit, counted once.

-- How many distinct events and agreements touch each thing; a country counts through its role.
UPDATE event SET entries = (SELECT count(*) FROM entry WHERE event = event.id);
UPDATE thing SET
  events = (SELECT count(DISTINCT event) FROM event_link WHERE thing = thing.id),
  agreements = (SELECT count(DISTINCT agreement) FROM agreement_link
                WHERE thing = thing.id AND role IN ('home', 'party', 'country', 'partner'))
WHERE kind IN ('municipality', 'place', 'country', 'organisation', 'person');
UPDATE thing SET events = p.events, agreements = p.agreements FROM partnership p WHERE p.id = thing.id;

CREATE TEMP TABLE touched AS
  SELECT DISTINCT l.thing, l.event FROM event_link l
  JOIN thing t ON t.id = l.thing WHERE t.kind IN ('municipality', 'place', 'country');
INSERT INTO thing_month
  SELECT l.thing, substr(e.start, 1, 7), count(*) FROM touched l
  JOIN event e ON e.id = l.event WHERE e.start IS NOT NULL GROUP BY 1, 2;
INSERT INTO thing_sector
  SELECT l.thing, s.sector, count(*) FROM touched l JOIN event_sector s ON s.event = l.event GROUP BY 1, 2;
DROP TABLE touched;
