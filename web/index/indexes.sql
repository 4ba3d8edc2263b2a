-- Made when the tables are full, with the statistics that later steps need to ask in a good order.

CREATE INDEX thing_kind ON thing (kind, events DESC, ru);
CREATE INDEX thing_within ON thing (within);
CREATE INDEX other_name_thing ON other_name (thing);
CREATE INDEX entry_report ON entry (report, number);
CREATE INDEX entry_event ON entry (event);
CREATE INDEX entry_reporter ON entry (reporter);
CREATE INDEX event_start ON event (start);
CREATE INDEX event_type ON event (type);
CREATE INDEX event_link_thing ON event_link (thing, role, event);
CREATE INDEX event_link_role ON event_link (role, thing, event);
CREATE INDEX event_sector_sector ON event_sector (sector, event);
CREATE INDEX agreement_link_thing ON agreement_link (thing, role, agreement);
CREATE INDEX stage_agreement ON stage (agreement);
CREATE INDEX post_person ON post (person);
CREATE INDEX post_organisation ON post (organisation);
CREATE INDEX partnership_home ON partnership (home);
CREATE INDEX partnership_partner ON partnership (partner);
CREATE INDEX partnership_organisation_organisation ON partnership_organisation (organisation);
CREATE INDEX basis_thing ON basis (thing, partnership);

ANALYZE;
