#include "render/heading.h"

#include "base/buf.h"

enum { NAMES_OWN = 24, NAMES_CONTACTS = 12 };

/* Where it is, and by whom: of no other record a key knows the name. */
static size_t gather_own(const Record *r, Str names[NAMES_OWN])
{
	size_t count = 0;
	names[count++] = r->name;
	for (size_t i = 0; i < r->contacts.count && count < NAMES_CONTACTS; i++)
		names[count++] = r->contacts.items[i].name;
	switch (r->kind) {
	case KIND_EVENT:
		names[count++] = r->as.event.place.name;
		names[count++] = r->as.event.organizer.name;
		for (size_t i = 0; i < r->as.event.changes.count && count < NAMES_OWN; i++)
			names[count++] = r->as.event.changes.items[i].place.name;
		break;
	case KIND_PLACE: names[count++] = r->as.place.operator_.name; break;
	case KIND_SERVICE: names[count++] = r->as.service.provider.name; break;
	case KIND_CONSULTATION:
		names[count++] = r->as.consultation.place.name;
		names[count++] = r->as.consultation.provider.name;
		for (size_t i = 0; i < r->as.consultation.connects_to.count && count < NAMES_OWN; i++)
			if (r->as.consultation.connects_to.items[i].record)
				names[count++] = r->as.consultation.connects_to.items[i].record->name;
		break;
	case KIND_GROUP: names[count++] = r->as.group.place.name; break;
	case KIND_SCHEME: names[count++] = r->as.scheme.run_by.name; break;
	case KIND_NOTICE:
	case KINDS: break;
	}
	return count;
}

Names *desk_names_of(Desk *desk, const Record *r, Arena *a)
{
	Str own[NAMES_OWN];
	Names *names = NEW(a, Names);
	*names = names_make(own, gather_own(r, own), a);
	names->besides = desk_names(desk);
	return names;
}

Value view_heading(Desk *desk, const Output *out, Str text)
{
	Buf b = { .arena = &desk->page };
	NameSpan name = { 0 };
	size_t at = 0;
	const Names *names = desk_names(desk);
	for (; !out->language && names_next(names, text, at, &name); at = name.until) {
		buf_escaped(&b, str_sub(text, at, name.from));
		buf_str(&b, STR("<span class=\"whole\">"));
		buf_escaped(&b, str_sub(text, name.from, name.until));
		buf_str(&b, STR("</span>"));
	}
	buf_escaped(&b, str_skip(text, at));
	return value_html(buf_text(&b));
}
