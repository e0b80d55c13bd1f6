-- Whoever signs in is told when something about it changed.
alter type notice_kind add value 'sign-in-changed';
