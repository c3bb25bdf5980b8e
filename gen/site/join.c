#include "site/join.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/apart.h"
#include "site/singletons.h"

typedef struct Joining {
	const Site *site;
	Record *record;
	const Source *src;
	Arena *arena;
	Diag *diag;
} Joining;

const Office *office_find(const Site *site, Str id)
{
	for (size_t i = 0; i < site->offices.count; i++)
		if (str_equal(site->offices.items[i].id, id))
			return &site->offices.items[i];
	return NULL;
}

Str site_nearest_id(const Site *site, Str id, bool offices, Arena *a)
{
	const Map *ids = &site->by_id;
	size_t count = 0;
	Str *names = NEW_ARRAY(a, Str, ids->count + site->offices.count + 1);
	for (size_t i = 0; i < ids->count; i++)
		names[count++] = ids->entries[i].key;
	for (size_t i = 0; offices && i < site->offices.count; i++)
		names[count++] = site->offices.items[i].id;
	return str_nearest(id, names, count);
}

/* 042-464-1311 is spelt as ids are. */
static bool is_number(Str id)
{
	enum { SHORTEST = 9 };
	size_t digits = 0;
	for (size_t i = 0; i < id.len; i++) {
		if ((id.ptr[i] < '0' || id.ptr[i] > '9') && id.ptr[i] != '-')
			return false;
		digits += id.ptr[i] != '-';
	}
	return digits >= SHORTEST;
}

static void unknown_id(const Joining *j, Str id, Pos at, bool offices)
{
	bool office = offices && unsound_may_be(&j->site->offices_doubted, id);
	if (office || j->site->records_unread || map_find(&j->site->unsound, id))
		return;
	Str nearest = site_nearest_id(j->site, id, offices, j->arena);
	diag_error(j->diag, j->src, at, "ref-unknown", ARGS(id, nearest), _("there is no record '{0}'"),
	           offices && is_number(id) ? _("for a phone number write {name: 社協, phone: {0}}")
	           : nearest.len            ? _("did you mean '{1}'?")
	                                    : _("check the id, or take it away"));
}

static bool join_ref(const Joining *j, Ref *ref)
{
	if (!ref->id.len)
		return false;
	ref->record = map_find(&j->site->by_id, ref->id);
	if (!ref->record)
		unknown_id(j, ref->id, ref->pos, false);
	return ref->record != NULL;
}

static bool join_ref_kind(const Joining *j, Ref *ref, Kind kind)
{
	if (!join_ref(j, ref))
		return false;
	if (ref->record->kind == kind)
		return true;
	diag_error(j->diag, j->src, ref->pos, "ref-kind",
	           ARGS(ref->id, str_from(KIND_INFO[kind].ja), str_from(KIND_INFO[kind].folder)),
	           _("'{0}' is a record of another kind"), _("name a record in a folder '{2}' ({1})"));
	ref->record = NULL;
	return false;
}

static void join_refs(const Joining *j, const Refs *refs)
{
	for (size_t i = 0; i < refs->count; i++)
		join_ref(j, &refs->items[i]);
}

static void join_place(const Joining *j, PlaceRef *place)
{
	if (!place->ref.id.len || !join_ref_kind(j, &place->ref, KIND_PLACE))
		return;
	const Record *at = place->ref.record;
	place->name = at->name;
	place->address = at->as.place.address;
	if (!place->landmark.len)
		place->landmark = at->as.place.landmark;
}

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

static void join_contact(const Joining *j, Contact *c)
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
		unknown_id(j, c->id, c->pos, true);
}

/* "houkatsu:sakaecho", or NULL. */
static const Division *division_at(const Site *site, Str written)
{
	Str id, layer = str_cut(written, ':', &id);
	for (size_t i = 0; i < site->layers.count; i++) {
		if (!str_equal(site->layers.items[i].id, layer))
			continue;
		for (size_t n = 0; n < site->layers.items[i].divisions.count; n++)
			if (str_equal(site->layers.items[i].divisions.items[n].id, id))
				return &site->layers.items[i].divisions.items[n];
	}
	return NULL;
}

static const Area *area_written(const Site *site, Str written)
{
	const Area *area = area_at(site, written);
	for (size_t i = 0; !area && i < site->area_count; i++)
		if (str_equal(site->areas[i]->name, written) || str_equal(site->areas[i]->short_name, written))
			area = site->areas[i];
	return area;
}

static bool parts_meet(const TownParts *a, const TownParts *b)
{
	for (size_t i = 0; i < a->count; i++) {
		const Town *town = a->items[i].town;
		for (size_t k = 0; town && k < town->chome.count; k++) {
			bool partly;
			if (!town_part_covers(&a->items[i], town, town->chome.items[k].n, &partly))
				continue;
			for (size_t n = 0; n < b->count; n++)
				if (town_part_covers(&b->items[n], town, town->chome.items[k].n, &partly))
					return true;
		}
	}
	return false;
}

const Division *layer_division(const Layer *layer, const Area *area)
{
	for (size_t i = 0; i < layer->divisions.count; i++)
		if (parts_meet(&area->towns, &layer->divisions.items[i].towns))
			return &layer->divisions.items[i];
	return NULL;
}

/* 芝久保町, 芝久保町3丁目: the first of the areas that have the town. */
static const Area *area_with_town(const Site *site, Str written)
{
	for (size_t i = 0; i < site->area_count; i++)
		for (size_t p = 0; !site->areas[i]->child_count && p < site->areas[i]->towns.count; p++)
			if (str_starts(written, site->areas[i]->towns.items[p].name))
				return site->areas[i];
	return NULL;
}

/* 芝久保 for 芝久保小: the first of the smallest areas whose short name begins so. */
static Str area_beginning(const Site *site, Str written)
{
	for (size_t i = 0; utf8_count(written) > 1 && i < site->area_count; i++)
		if (!site->areas[i]->child_count && str_starts(site->areas[i]->short_name, written))
			return site->areas[i]->path;
	return (Str){ 0 };
}

static bool means_city(Str written)
{
	static const Str words[] = { STR_INIT("全市"), STR_INIT("市内"), STR_INIT("市内全域"), STR_INIT("市全域"),
		                     STR_INIT("市内全部"), STR_INIT("全域"), STR_INIT("全地域") };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal(written, words[i]))
			return true;
	return false;
}

static Str path_of_area(const void *site, Str part)
{
	const Area *area = area_written(site, part);
	return area ? area->path : area_beginning(site, part);
}

static void unknown_area(const Joining *j, Str written, Pos at)
{
	Str division;
	str_cut(written, ':', &division);
	if (j->site->areas_unread || unsound_may_be(&j->site->divisions_doubted, division))
		return;
	Str *paths = NEW_ARRAY(j->arena, Str, j->site->area_count + 1);
	for (size_t i = 0; i < j->site->area_count; i++)
		paths[i] = j->site->areas[i]->path;
	const Area *home = area_with_town(j->site, written);
	Str nearest = home ? home->path : str_nearest(written, paths, j->site->area_count);
	if (!nearest.len)
		nearest = area_beginning(j->site, written);
	Str apart = names_apart(written, path_of_area, j->site, j->arena);
	diag_error(j->diag, j->src, at, "area-unknown", ARGS(written, apart.len ? apart : nearest),
	           _("there is no area '{0}'"),
	           apart.len            ? _("write several with half-width signs: [{1}]")
	           : means_city(written) ? _("for the whole city, put the file into the folder of its kind right "
	                                     "below content, and take this line away")
	           : nearest.len        ? _("did you mean '{1}'?")
	                                : _("write its folders, as in seibu/shibakubo"));
}

/* The smallest areas that a division touches; `areas` NULL: only how many. */
static size_t areas_of_division(const Site *site, const Division *division, const Area **areas)
{
	size_t count = 0;
	for (size_t i = 0; i < site->area_count; i++) {
		if (site->areas[i]->child_count || !parts_meet(&site->areas[i]->towns, &division->towns))
			continue;
		if (areas)
			areas[count] = site->areas[i];
		count++;
	}
	return count;
}

/* Most records name an area or two: room for all of a city at each of them would be more than all else. */
static size_t area_room(const Site *site, const Texts *written)
{
	size_t room = 0;
	for (size_t i = 0; i < written->count; i++) {
		const Division *division = division_at(site, written->items[i]);
		room += division ? areas_of_division(site, division, NULL) : 1;
	}
	return room;
}

typedef struct Served {
	const Area **areas;                    /* NULL-terminated, or NULL */
	const Division **divisions;
} Served;

static Served join_area_list(const Joining *j, const Texts *written, Pos at)
{
	const Site *site = j->site;
	size_t areas = 0, divisions = 0;
	if (!written->count)
		return (Served){ 0 };
	const Area **area_list = NEW_ARRAY(j->arena, const Area *, area_room(site, written) + 1);
	const Division **division_list = NEW_ARRAY(j->arena, const Division *, written->count + 1);
	for (size_t i = 0; i < written->count; i++) {
		const Division *division = division_at(site, written->items[i]);
		const Area *area = division ? NULL : area_written(site, written->items[i]);
		if (area) {
			area_list[areas++] = area;
		} else if (division) {
			division_list[divisions++] = division;
			areas += areas_of_division(site, division, area_list + areas);
		} else {
			unknown_area(j, written->items[i], pos_of_word(j->src->bytes, at, written->items[i]));
		}
	}
	return (Served){ area_list, division_list };
}

/* People read 年末年始, whether the record says so or names the calendar's id. */
static void join_calendars(const Joining *j, const Texts *names)
{
	for (size_t i = 0; i < names->count; i++) {
		const Calendar *calendar = calendar_find(&j->site->calendars, names->items[i]);
		if (calendar)
			((Str *)names->items)[i] = calendar->name;
	}
}

static void join_event(const Joining *j, Event *e)
{
	join_calendars(j, &e->skip);
	join_calendars(j, &e->only);
	join_place(j, &e->place);
	for (size_t i = 0; i < e->changes.count; i++)
		join_place(j, &e->changes.items[i].place);
	join_contact(j, &e->organizer);
}

/* A notice that names no areas to be read in is read where it calls events off. */
static void join_notice(const Joining *j, Notice *n)
{
	Record *r = j->record;
	Served called_off = join_area_list(j, &n->cancels.areas, record_place(r, "cancels"));
	join_refs(j, &n->cancels.ids);
	n->cancels_in = called_off.areas;
	if (!r->areas) {
		r->areas = called_off.areas;
		r->divisions = called_off.divisions;
	}
}

static void join_kind(const Joining *j)
{
	Record *r = j->record;
	switch (r->kind) {
	case KIND_EVENT:
		join_event(j, &r->as.event);
		break;
	case KIND_PLACE:
		join_contact(j, &r->as.place.operator_);
		break;
	case KIND_SERVICE:
		join_contact(j, &r->as.service.provider);
		break;
	case KIND_CONSULTATION:
		join_place(j, &r->as.consultation.place);
		join_refs(j, &r->as.consultation.connects_to);
		join_contact(j, &r->as.consultation.provider);
		break;
	case KIND_GROUP:
		join_place(j, &r->as.group.place);
		if (r->as.group.scheme.id.len)
			join_ref_kind(j, &r->as.group.scheme, KIND_SCHEME);
		break;
	case KIND_SCHEME:
		join_contact(j, &r->as.scheme.run_by);
		break;
	case KIND_NOTICE:
		join_notice(j, &r->as.notice);
		break;
	case KINDS:
		break;
	}
}

void join_record(const Site *site, Record *r, Arena *a, Diag *d)
{
	const Joining j = { site, r, r->src, a, d };
	for (size_t i = 0; i < r->contacts.count; i++)
		join_contact(&j, &r->contacts.items[i]);
	Served served = join_area_list(&j, &r->areas_written, record_place(r, "areas"));
	r->areas = served.areas;
	r->divisions = served.divisions;
	join_kind(&j);
	if (!r->ages && (r->minimum_age >= 0 || r->maximum_age >= 0))
		r->ages = age_bands(&site->vocabulary.lists[AGES], r->minimum_age, r->maximum_age);
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

/* Who holds it, by whatever name its kind calls that; NULL: no kind of contact. */
static Contact *holder(Record *r)
{
	switch (r->kind) {
	case KIND_EVENT:        return &r->as.event.organizer;
	case KIND_PLACE:        return &r->as.place.operator_;
	case KIND_SERVICE:      return &r->as.service.provider;
	case KIND_CONSULTATION: return &r->as.consultation.provider;
	case KIND_SCHEME:       return &r->as.scheme.run_by;
	case KIND_GROUP:
	case KIND_NOTICE:
	case KINDS:             break;
	}
	return NULL;
}

/* All that nobody borrows from in turn: not its first contact. */
static void borrow_for_others(Record *r)
{
	Contact *held_by = holder(r);
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
	const Contact *held_by = holder(r);
	bool own = !held_by || lends_its_own(held_by);
	for (size_t i = 0; i < r->contacts.count; i++)
		own &= lends_its_own(&r->contacts.items[i]);
	borrow_for_others(r);
	if (r->contacts.count)
		borrow(&r->contacts.items[0]);
	return own;
}

static void join_first_contacts(Site *site, const Area *area, Diag *d)
{
	Arena scratch = { 0 };
	const Joining j = { site, NULL, area->src, &scratch, d };
	for (size_t i = 0; i < area->first_contact.count; i++) {
		FirstContact *first = &area->first_contact.items[i];
		bool known = !first->layer.len;
		for (size_t n = 0; n < site->layers.count; n++)
			known |= str_equal(site->layers.items[n].id, first->layer);
		if (!known)
			diag_error(d, area->src, first->pos, "layer-unknown", ARGS(first->layer),
			           _("there is no layer '{0}'"),
			           _("write the name of a file in layers/, without .yaml"));
		if (first->consultation.id.len)
			join_ref_kind(&j, &first->consultation, KIND_CONSULTATION);
		else if (!first->layer.len)
			diag_error(d, area->src, first->pos, "first-contact-empty", NO_ARGS,
			           _("this first contact names nobody"), _("add consultation: ID"));
	}
	Ref *report = (Ref *)&area->report_to.consultation;
	if (report->id.len)
		join_ref_kind(&j, report, KIND_CONSULTATION);
	arena_free(&scratch);
}

const Area *board_area(const Site *site, Str chome)
{
	for (size_t t = 0; t < site->towns.count; t++) {
		Str rest = chome;
		int n;
		if (!str_take(&rest, site->towns.items[t].name) || !str_number(rest, &n))
			continue;
		for (size_t i = 0; i < site->area_count; i++) {
			bool partly;
			const Area *area = site->areas[i];
			for (size_t p = 0; !area->child_count && p < area->towns.count; p++)
				if (town_part_covers(&area->towns.items[p], &site->towns.items[t], n, &partly))
					return area;
		}
	}
	return NULL;
}

static void join_boards(Site *site)
{
	for (size_t i = 0; i < site->boards.count; i++) {
		Board *board = (Board *)&site->boards.items[i];
		board->area = board_area(site, board->chome);
	}
}

void join_areas(Site *site, Diag *d)
{
	join_boards(site);
	for (size_t i = 0; i < site->area_count; i++)
		join_first_contacts(site, site->areas[i], d);
	for (size_t i = 0; i < site->layers.count; i++) {
		Layer *layer = &site->layers.items[i];
		Arena scratch = { 0 };
		const Joining j = { site, NULL, layer->src, &scratch, d };
		for (size_t n = 0; n < layer->divisions.count; n++)
			if (layer->divisions.items[n].consultation.id.len)
				join_ref_kind(&j, &layer->divisions.items[n].consultation, KIND_CONSULTATION);
		arena_free(&scratch);
	}
}

enum { RELATIONS = 3 };

/* The place where it is from some day on. */
static const Record *moves_to(const Event *e)
{
	const Record *to = NULL;
	for (size_t i = 0; i < e->changes.count; i++)
		if (e->changes.items[i].from && e->changes.items[i].place.ref.record)
			to = e->changes.items[i].place.ref.record;
	return to;
}

/* The records that list `r` on their own pages as one of their related ones; NULL for none. */
static void relates_to(const Record *r, Record *to[RELATIONS])
{
	const Record *first = NULL, *second = NULL, *third = NULL;
	if (r->kind == KIND_EVENT) {
		first = r->as.event.place.ref.record;
		second = r->as.event.organizer.record;
		third = moves_to(&r->as.event);
	} else if (r->kind == KIND_GROUP) {
		first = r->as.group.scheme.record;
		second = r->as.group.place.ref.record;
	}
	to[0] = (Record *)first;
	to[1] = second != first ? (Record *)second : NULL;
	to[2] = third != first && third != second ? (Record *)third : NULL;
}

static void hand_over(Site *site, Arena *a)
{
	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < site->record_count; i++) {
			const Record *from = site->records[i];
			const Refs *to = &from->as.consultation.connects_to;
			for (size_t n = 0; from->kind == KIND_CONSULTATION && n < to->count; n++) {
				Record *window = (Record *)to->items[n].record;
				if (!window || window->kind != KIND_CONSULTATION)
					continue;
				Consultation *c = &window->as.consultation;
				if (pass)
					c->handed_over_by[c->handed_over_by_count] = from;
				c->handed_over_by_count++;
			}
		}
		for (size_t i = 0; !pass && i < site->record_count; i++) {
			Record *r = site->records[i];
			if (r->kind != KIND_CONSULTATION)
				continue;
			r->as.consultation.handed_over_by = NEW_ARRAY(
				a, const Record *, r->as.consultation.handed_over_by_count);
			r->as.consultation.handed_over_by_count = 0;
		}
	}
}

static void relate(Site *site, bool count_only)
{
	for (size_t i = 0; i < site->record_count; i++) {
		Record *to[RELATIONS];
		relates_to(site->records[i], to);
		for (size_t n = 0; n < RELATIONS; n++) {
			if (!to[n])
				continue;
			if (!count_only)
				to[n]->related[to[n]->related_count] = site->records[i];
			to[n]->related_count++;
		}
	}
}

void join_related(Site *site, Arena *a)
{
	relate(site, true);
	for (size_t i = 0; i < site->record_count; i++) {
		Record *r = site->records[i];
		r->related = r->related_count ? NEW_ARRAY(a, const Record *, r->related_count) : NULL;
		r->related_count = 0;
	}
	relate(site, false);
	hand_over(site, a);
}
