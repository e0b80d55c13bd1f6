-- Every request asks whether whoever is signed in investigates something: found by this, however many cases there are.
create index case_standings_investigated on case_standings (investigator_id) where stage <> 'disposed';
