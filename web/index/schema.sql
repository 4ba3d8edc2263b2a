-- What the explorer asks of a snapshot again and again, laid out for lists, counts and search.
-- `path` is an entity's identifier under the entity base; every other table names things by `thing.id`.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE thing (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,      -- municipality place country organisation person event agreement report entry partnership
  ru TEXT NOT NULL,        -- a report is called by who reports and the period, a row by its report and number
  en TEXT,                 -- of an event or a document told from what was read of it
  short TEXT,              -- a municipality's short name
  short_en TEXT,
  detail TEXT,             -- kind of place or organisation, a code
  country TEXT,            -- country code, or the source's own name where there is none
  within INTEGER,          -- the place that contains it, or where it is
  lat REAL,
  lon REAL,
  events INTEGER NOT NULL DEFAULT 0,
  agreements INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE concept (
  scheme TEXT NOT NULL, code TEXT NOT NULL, ru TEXT NOT NULL, en TEXT NOT NULL, definition TEXT, definition_en TEXT, rank INTEGER,
  PRIMARY KEY (scheme, code)
) WITHOUT ROWID;

CREATE TABLE other_name (thing INTEGER NOT NULL, name TEXT NOT NULL, since TEXT, until TEXT);

CREATE TABLE report (
  id INTEGER PRIMARY KEY, title TEXT, period TEXT NOT NULL, scope TEXT NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL, source TEXT, sha256 TEXT
);

CREATE TABLE entry (
  id INTEGER PRIMARY KEY, report INTEGER NOT NULL, number INTEGER NOT NULL, section TEXT,
  reporter INTEGER, event INTEGER NOT NULL, findings INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE event (
  id INTEGER PRIMARY KEY, start TEXT, end TEXT, precision TEXT, mode TEXT, type TEXT, sector TEXT,
  min INTEGER, max INTEGER, entries INTEGER NOT NULL DEFAULT 0
);

-- role: home country origin location venue participant part_of
CREATE TABLE event_link (
  event INTEGER NOT NULL, role TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (event, role, thing)
) WITHOUT ROWID;

CREATE TABLE event_sector (
  event INTEGER NOT NULL, sector TEXT NOT NULL, PRIMARY KEY (event, sector)
) WITHOUT ROWID;

CREATE TABLE agreement (
  id INTEGER PRIMARY KEY, type TEXT, status TEXT, signed_on TEXT, signed_from TEXT, signed_to TEXT, valid_until TEXT,
  number TEXT, evidence TEXT
);

-- role: home country party signed_at mentioned_in, and partner: the other side of a partnership that rests on it
CREATE TABLE agreement_link (
  agreement INTEGER NOT NULL, role TEXT NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (agreement, role, thing)
) WITHOUT ROWID;

CREATE TABLE agreement_sector (
  agreement INTEGER NOT NULL, sector TEXT NOT NULL, PRIMARY KEY (agreement, sector)
) WITHOUT ROWID;

CREATE TABLE stage (agreement INTEGER NOT NULL, status TEXT NOT NULL, date TEXT, entry INTEGER, event INTEGER);

CREATE TABLE twinning (thing INTEGER NOT NULL, twin INTEGER NOT NULL, PRIMARY KEY (thing, twin)) WITHOUT ROWID;

CREATE TABLE post (person INTEGER NOT NULL, post TEXT, organisation INTEGER, event INTEGER);

-- The posts whose words name the home region, a town or a district of it.
CREATE TABLE home_post (post TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE partnership (
  id INTEGER PRIMARY KEY, home INTEGER NOT NULL, partner INTEGER NOT NULL, country INTEGER NOT NULL,
  strength TEXT NOT NULL, twinned INTEGER NOT NULL, events INTEGER NOT NULL, agreements INTEGER NOT NULL,
  signed INTEGER NOT NULL, first TEXT, last TEXT
);

CREATE TABLE basis (
  partnership INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (partnership, thing)
) WITHOUT ROWID;

CREATE TABLE partnership_sector (
  partnership INTEGER NOT NULL, sector TEXT NOT NULL, events INTEGER NOT NULL, agreements INTEGER NOT NULL,
  PRIMARY KEY (partnership, sector)
) WITHOUT ROWID;

-- A foreign organisation under a partnership: what joins it with the home side, and how firmly.
CREATE TABLE partnership_organisation (
  partnership INTEGER NOT NULL, organisation INTEGER NOT NULL, strength TEXT NOT NULL,
  events INTEGER NOT NULL, agreements INTEGER NOT NULL, first TEXT, last TEXT,
  PRIMARY KEY (partnership, organisation)
) WITHOUT ROWID;

-- The network of home sides and foreign organisations without filters: too wide a question to ask at each visit.
CREATE TABLE organisation_link (
  source TEXT NOT NULL, target TEXT NOT NULL, twinned INTEGER NOT NULL, strength TEXT NOT NULL,
  events INTEGER NOT NULL, agreements INTEGER NOT NULL, first TEXT, last TEXT
);

-- What in the network belongs together and what connects the rest: `bridge` is its betweenness, 0 to 1.
CREATE TABLE position (thing INTEGER PRIMARY KEY, community INTEGER, bridge REAL NOT NULL DEFAULT 0);

-- The marks of the network's pictures (place, organisation) and the groups they lie in; `rank` is their order in a group.
-- kind: sides home country region district settlement unlocated bodies organisation rest. `code` is a kind of bodies.
CREATE TABLE mark (
  picture TEXT NOT NULL, id TEXT NOT NULL, outer TEXT, rank INTEGER NOT NULL, kind TEXT NOT NULL, thing INTEGER, code TEXT,
  short TEXT, PRIMARY KEY (picture, id)
) WITHOUT ROWID;

-- The box of a mark or group: shape is wide or tall.
CREATE TABLE box (
  picture TEXT NOT NULL, shape TEXT NOT NULL, id TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
  width REAL NOT NULL, height REAL NOT NULL, PRIMARY KEY (picture, shape, id)
) WITHOUT ROWID;

-- Which places lie in which: each in itself, in all that contain it, and in its country.
CREATE TABLE inside (place INTEGER NOT NULL, outer INTEGER NOT NULL, PRIMARY KEY (outer, place)) WITHOUT ROWID;

-- Which events and agreements are of which place, as docs/counting.md defines it: of what they name, and of all that
-- contains it. `direct` where the place itself is the partner, no more of it being known.
CREATE TABLE event_place (
  place INTEGER NOT NULL, event INTEGER NOT NULL, direct INTEGER NOT NULL, PRIMARY KEY (place, event)
) WITHOUT ROWID;
CREATE TABLE agreement_place (
  place INTEGER NOT NULL, agreement INTEGER NOT NULL, direct INTEGER NOT NULL, PRIMARY KEY (place, agreement)
) WITHOUT ROWID;

-- Search: one document per thing, as dictionary forms; and every word met, for guessing at misspelt ones.
CREATE VIRTUAL TABLE document USING fts5 (name, aside, text, content = '', tokenize = 'unicode61');
-- The names of documents once more, alone: how well they fit is counted among fewer words.
CREATE VIRTUAL TABLE named USING fts5 (name, aside, content = '', tokenize = 'unicode61');
CREATE TABLE word (term TEXT PRIMARY KEY, latin TEXT NOT NULL);
CREATE INDEX word_latin ON word (latin);
CREATE VIRTUAL TABLE letters USING fts5 (term, latin, content = 'word', tokenize = 'trigram');

-- What a search result shows beneath the name.
CREATE TABLE passage (thing INTEGER PRIMARY KEY, text TEXT NOT NULL);
