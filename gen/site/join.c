#include "site/join.h"

#include "site/find.h"
#include "site/join_inner.h"

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

void join_unknown(const Joining *j, Str id, Pos at, bool offices)
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
		join_unknown(j, ref->id, ref->pos, false);
	return ref->record != NULL;
}

bool join_ref_kind(const Joining *j, Ref *ref, Kind kind)
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
