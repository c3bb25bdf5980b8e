#include "base/utf8.h"
#include "site/checking.h"
#include "site/find.h"
#include "site/singletons.h"

static bool voice_only(const Contact *c)
{
	return c->phone.len && !c->fax.len && !c->email.len && !c->url.len && !c->record;
}

void check_contacts(const Checking *c, const Record *r)
{
	bool silent = r->contacts.count == 0;
	for (size_t i = 0; i < r->contacts.count; i++)
		silent |= !voice_only(&r->contacts.items[i]);
	if (!silent && r->kind != KIND_CONSULTATION)
		diag_warning(c->diag, r->src, record_place(r, "contacts"), "contact-voice", NO_ARGS,
		             _("one can ask by phone only"), _("add fax, email or url for those who do not phone"));
}

static bool is_of_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* Of "Shibakubo_mado-salon 2階" the known id that its beginning was meant for, and that beginning; else nothing. */
static Str id_meant(const Checking *c, Str name, Str *beginning)
{
	char sound[64];
	*beginning = (Str){ name.ptr, 0 };
	while (beginning->len < name.len && is_of_id(name.ptr[beginning->len]))
		beginning->len++;
	if (!beginning->len || beginning->len > sizeof(sound))
		return (Str){ 0 };
	for (size_t i = 0; i < beginning->len; i++) {
		char typed = name.ptr[i];
		sound[i] = typed >= 'A' && typed <= 'Z' ? (char)(typed + 'a' - 'A') : typed == '_' ? '-' : typed;
	}
	const Str id = { sound, beginning->len };
	bool known = office_find(c->site, id) || map_find(&c->site->by_id, id);
	/* PTA連合会 is a name, whatever record is called pta. */
	bool plain = beginning->len < name.len && !str_has_byte(id, '-') && !str_equal(id, *beginning);
	return known && !plain ? str_copy(id, c->arena) : (Str){ 0 };
}

/* Read as a name and shown to people, though an id was meant. */
static void check_name(const Checking *c, const Record *r, Pos at, Str name)
{
	Str beginning, id = id_meant(c, name, &beginning), rest = str_skip(name, beginning.len);
	Pos pos = pos_of_word(r->src->bytes, at, name);
	if (id.len && rest.len)
		diag_error(c->diag, r->src, pos, "ref-more", ARGS(id, rest),
		           _("the id '{0}' is followed by '{1}', so people would read it as a name"),
		           _("write {0} alone; what else there is to say goes into a note or into the text"));
	else if (id.len && !str_equal(id, name))
		diag_error(c->diag, r->src, pos, "ref-capital", ARGS(name, id),
		           _("'{0}' is no id: ids have small letters and hyphens only"), _("write {1}"));
}

static const Office *office_called(const Site *site, Str name)
{
	for (size_t i = 0; i < site->offices.count; i++)
		if (str_equal(site->offices.items[i].name, name))
			return &site->offices.items[i];
	return NULL;
}

static bool is_name_only(const Contact *w)
{
	return !w->office && !w->record && !w->phone.len && !w->fax.len && !w->email.len && !w->url.len;
}

static void check_contact_name(const Checking *c, const Record *r, const Contact *w, Pos at)
{
	const Office *office = is_name_only(w) && w->name.len ? office_called(c->site, w->name) : NULL;
	if (w->pos.line)
		at = w->pos;
	if (is_name_only(w) && !office)
		check_name(c, r, at, w->name);
	if (office)
		diag_warning(c->diag, r->src, pos_of_word(r->src->bytes, at, w->name), "contact-by-name",
		             ARGS(w->name, office->id), _("'{0}' is written as a name only, so no phone is shown"),
		             _("write its id in offices.yaml: {1}"));
}

/* 042-464-1311 in "社協 042-464-1311": nobody can tap it there. */
static bool has_phone(Str name, Arena *a)
{
	size_t digits = 0, most = 0;
	Str folded = utf8_fold_code(name, a);
	for (size_t i = 0; i < folded.len; i++) {
		bool digit = folded.ptr[i] >= '0' && folded.ptr[i] <= '9';
		digits = digit ? digits + 1 : folded.ptr[i] == '-' ? digits : 0;
		most = digits > most ? digits : most;
	}
	return most >= 10;
}

/* One who is named, and cannot be reached: a line of the list was cut in two, or the number stands in the name. */
static void check_reach(const Checking *c, const Record *r, const Contact *w)
{
	Str beginning;
	if (!is_name_only(w) || w->id.len || w->hours.count || w->ask.len || w->note.len || !w->name.len ||
	    office_called(c->site, w->name) || id_meant(c, w->name, &beginning).len)
		return;
	Pos pos = pos_of_word(r->src->bytes, w->pos, w->name);
	if (has_phone(w->name, c->arena))
		diag_warning(c->diag, r->src, pos, "contact-phone", ARGS(w->name),
		             _("the number in '{0}' is part of a name, so nobody can tap it"),
		             _("write {name: 社協, phone: 042-464-1311}"));
	else
		diag_warning(c->diag, r->src, pos, "contact-empty", ARGS(w->name),
		             _("nobody learns how to reach '{0}'"),
		             _("write phone, fax, email or url with the name: {name: {0}, phone: 042-464-1311}; "
		               "or the id of an office"));
}

void check_contact_names(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++) {
		check_contact_name(c, r, &r->contacts.items[i], record_place(r, "contacts"));
		check_reach(c, r, &r->contacts.items[i]);
	}
}

static void check_place_name(const Checking *c, const Record *r, const PlaceRef *place, Pos at)
{
	if (!place->ref.id.len && !place->address.len)
		check_name(c, r, at, place->name);
}

static void check_event_names(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	check_contact_name(c, r, &e->organizer, record_place(r, "organizer"));
	check_place_name(c, r, &e->place, record_place(r, "place"));
	for (size_t i = 0; i < e->changes.count; i++)
		check_place_name(c, r, &e->changes.items[i].place, e->changes.items[i].pos);
}

void check_other_names(const Checking *c, const Record *r)
{
	switch (r->kind) {
	case KIND_EVENT:
		check_event_names(c, r);
		break;
	case KIND_PLACE:
		check_contact_name(c, r, &r->as.place.operator_, record_place(r, "operator"));
		break;
	case KIND_SERVICE:
		check_contact_name(c, r, &r->as.service.provider, record_place(r, "provider"));
		break;
	case KIND_CONSULTATION:
		check_contact_name(c, r, &r->as.consultation.provider, record_place(r, "provider"));
		check_place_name(c, r, &r->as.consultation.place, record_place(r, "place"));
		break;
	case KIND_GROUP:
		check_place_name(c, r, &r->as.group.place, record_place(r, "place"));
		break;
	case KIND_SCHEME:
		check_contact_name(c, r, &r->as.scheme.run_by, record_place(r, "run_by"));
		break;
	case KIND_NOTICE:
	case KINDS:
		break;
	}
}

void check_mobile(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++) {
		const Contact *w = &r->contacts.items[i];
		if (w->phone_typed && phone_kind(w->phone) == PHONE_MOBILE && !w->consent)
			diag_error(c->diag, r->src, pos_of_word(r->src->bytes, w->pos, w->phone),
			           "phone-mobile", ARGS(w->phone), _("{0} is somebody's own phone"),
			           _("add consent: the day they agreed to have it published, or "
			             "another number"));
	}
}

void check_sample_phone(const Checking *c, const Record *r)
{
	for (size_t i = 0; r->sample && i < r->contacts.count; i++) {
		const Contact *w = &r->contacts.items[i];
		if (w->phone_typed && phone_kind(w->phone) != PHONE_SAMPLE && phone_kind(w->phone) != PHONE_PENDING)
			diag_error(c->diag, r->src, pos_of_word(r->src->bytes, w->pos, w->phone),
			           "sample-phone", ARGS(w->phone),
			           _("a sample carries the phone number {0}"),
			           _("write phone: 000-0000-0000"));
	}
}
