-- What pages would count at each visit, counted once, as docs/counting.md defines it.

UPDATE event SET entries = (SELECT count(*) FROM entry WHERE event = event.id);

INSERT INTO inside
  WITH RECURSIVE around (place, outer) AS (
    SELECT id, id FROM thing WHERE kind IN ('place', 'country', 'municipality')
    UNION SELECT p.id, c.id FROM thing p JOIN thing c ON c.kind = 'country' AND c.country = p.country
          WHERE p.kind IN ('place', 'municipality')
    UNION SELECT a.place, t.within FROM around a JOIN thing t ON t.id = a.outer WHERE t.within IS NOT NULL
  )
  SELECT place, outer FROM around;

-- The sides that partnerships join are named directly; so are places at home, which have no partnerships.
CREATE TEMP TABLE at_home AS
  SELECT place FROM inside WHERE outer IN (
    SELECT h.outer FROM partnership p JOIN inside h ON h.place = p.home
    JOIN thing c ON c.id = h.outer WHERE c.kind = 'country'
  );

CREATE TEMP TABLE named (place INTEGER, event INTEGER, direct INTEGER);
INSERT INTO named SELECT p.partner, b.thing, 1 FROM basis b
  JOIN partnership p ON p.id = b.partnership JOIN event e ON e.id = b.thing;
INSERT INTO named SELECT l.thing, l.event, l.thing IN (SELECT place FROM at_home) FROM event_link l
  JOIN thing t ON t.id = l.thing WHERE l.role IN ('country', 'origin', 'location') AND t.kind IN ('place', 'country', 'municipality');
INSERT INTO event_place
  SELECT i.outer, n.event, max(n.direct AND i.outer = n.place) FROM named n
  JOIN inside i ON i.place = n.place GROUP BY 1, 2;
DROP TABLE named;

CREATE TEMP TABLE named (place INTEGER, agreement INTEGER, direct INTEGER);
INSERT INTO named SELECT p.partner, b.thing, 1 FROM basis b
  JOIN partnership p ON p.id = b.partnership JOIN agreement a ON a.id = b.thing;
INSERT INTO named SELECT l.thing, l.agreement, 0 FROM agreement_link l
  JOIN thing t ON t.id = l.thing WHERE l.role IN ('country', 'party', 'partner') AND t.kind IN ('place', 'country');
INSERT INTO agreement_place
  SELECT i.outer, n.agreement, max(n.direct AND i.outer = n.place) FROM named n
  JOIN inside i ON i.place = n.place GROUP BY 1, 2;
DROP TABLE named;
DROP TABLE at_home;

-- A home side has what it did itself, any other place what is of it, a body or person what names it.
CREATE TEMP TABLE home AS SELECT DISTINCT thing FROM event_link WHERE role = 'home'
  UNION SELECT thing FROM agreement_link WHERE role = 'home' UNION SELECT id FROM thing WHERE kind = 'municipality';
UPDATE thing SET
  events = (SELECT count(*) FROM event_link WHERE thing = thing.id AND role = 'home'),
  agreements = (SELECT count(*) FROM agreement_link WHERE thing = thing.id AND role = 'home')
WHERE id IN (SELECT thing FROM home);
UPDATE thing SET
  events = (SELECT count(*) FROM event_place WHERE place = thing.id),
  agreements = (SELECT count(*) FROM agreement_place WHERE place = thing.id)
WHERE kind IN ('place', 'country') AND id NOT IN (SELECT thing FROM home);
UPDATE thing SET
  events = (SELECT count(DISTINCT event) FROM event_link WHERE thing = thing.id),
  agreements = (SELECT count(DISTINCT agreement) FROM agreement_link WHERE thing = thing.id AND role = 'party')
WHERE kind IN ('organisation', 'person');
UPDATE thing SET events = p.events, agreements = p.agreements FROM partnership p WHERE p.id = thing.id;
DROP TABLE home;
