#include "site/find.h"
#include "site/join_inner.h"

static Str either(Str own, Str borrowed)
{
	return own.len ? own : borrowed;
}

static void lay_over_office(Contact *c, const Office *office)
{
	c->office = office;
	c->name = either(c->name, office->name);
	c->phone = either(c->phone, office->phone);
	c->fax = either(c->fax, office->fax);
	c->email = either(c->email, office->email);
	c->url = either(c->url, office->url);
	c->ask = either(c->ask, office->ask);
	c->note = either(c->note, office->note);
	c->after_hours = office->after_hours;
	if (!c->hours.count)
		c->hours = office->hours;
}

void join_contact(const Joining *j, Contact *c)
{
	c->phone_typed = c->phone.len > 0;
	if (!c->id.len)
		return;
	const Office *office = office_find(j->site, c->id);
	if (office) {
		lay_over_office(c, office);
		return;
	}
	c->record = map_find(&j->site->by_id, c->id);
	if (c->record)
		c->name = either(c->name, c->record->name);
	else
		join_unknown(j, c->id, c->pos, true);
}

/* A contact that is a record borrows that record's own first numbers. */
static void borrow(Contact *c)
{
	if (!c->record || !c->record->contacts.count)
		return;
	const Contact *from = &c->record->contacts.items[0];
	c->phone = either(c->phone, from->phone);
	c->fax = either(c->fax, from->fax);
	c->email = either(c->email, from->email);
	c->url = either(c->url, from->url);
	c->after_hours = either(c->after_hours, from->after_hours);
	if (!c->hours.count)
		c->hours = from->hours;
}

static bool begins_with_record(const Record *r)
{
	return r->contacts.count && r->contacts.items[0].record;
}

/* All that nobody borrows from in turn: not its first contact. */
static void borrow_for_others(Record *r)
{
	Contact *held_by = (Contact *)record_holder(r);
	for (size_t i = 1; i < r->contacts.count; i++)
		borrow(&r->contacts.items[i]);
	if (held_by)
		borrow(held_by);
}

/* One step, whatever the order: what a first contact borrows is not lent on, so no circle can arise. */
void join_contacts(Site *site)
{
	Arena scratch = { 0 };
	size_t count = 0, done = 0;
	for (size_t i = 0; i < site->record_count; i++) {
		borrow_for_others(site->records[i]);
		count += begins_with_record(site->records[i]);
	}
	Contact *firsts = NEW_ARRAY(&scratch, Contact, count);
	for (size_t i = 0; i < site->record_count; i++)
		if (begins_with_record(site->records[i])) {
			firsts[done] = site->records[i]->contacts.items[0];
			borrow(&firsts[done++]);
		}
	for (size_t i = site->record_count; i-- > 0;)
		if (begins_with_record(site->records[i]))
			site->records[i]->contacts.items[0] = firsts[--done];
	arena_free(&scratch);
}

static bool lends_its_own(const Contact *c)
{
	return !c->record || !begins_with_record(c->record);
}

bool join_contacts_of(Record *r)
{
	const Contact *held_by = record_holder(r);
	bool own = !held_by || lends_its_own(held_by);
	for (size_t i = 0; i < r->contacts.count; i++)
		own &= lends_its_own(&r->contacts.items[i]);
	borrow_for_others(r);
	if (r->contacts.count)
		borrow(&r->contacts.items[0]);
	return own;
}
