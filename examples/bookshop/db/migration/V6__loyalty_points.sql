-- Every customer gets points; marketing starts on Monday.
alter table customers add column points integer not null;

update customers set points = 100;
