#include <string.h>

#include "render/clerk.h"
#include "render/view.h"
#include "render/words.h"

/* Of its own contacts the first that has what is looked for. */
static Str own_number(const Record *r, bool fax)
{
	for (size_t i = 0; i < r->contacts.count; i++) {
		Str number = fax ? r->contacts.items[i].fax : r->contacts.items[i].phone;
		if (number.len)
			return number;
	}
	return (Str){ 0 };
}

typedef struct Slip {
	Str name, phone, fax;
	List records;
} Slip;

static void fill_slip(Slip *slip, const Record *r)
{
	const Contact *c = record_holder(r);
	if (!slip->phone.len)
		slip->phone = c && c->phone.len ? c->phone : own_number(r, false);
	if (!slip->fax.len)
		slip->fax = c && c->fax.len ? c->fax : own_number(r, true);
}

/* A group is its own organiser; where nobody is named, whoever answers for it. */
static Str name_of_organizer(const Record *r)
{
	const Contact *c = record_holder(r);
	if (r->kind == KIND_GROUP)
		return r->name;
	if (c && c->name.len)
		return c->name;
	for (size_t i = 0; i < r->contacts.count; i++)
		if (r->contacts.items[i].name.len)
			return r->contacts.items[i].name;
	return r->name;
}

static Slip *slip_named(Slip *slips, size_t *count, Str name, Arena *a)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(slips[i].name, name))
			return &slips[i];
	slips[*count] = (Slip){ .name = name, .records = { .arena = a } };
	return &slips[(*count)++];
}

static Value slip_frame(const Slip *slip, Arena *a)
{
	Value *s = frame_slots(&SLIP_SHAPE, a);
	s[SLOT_SLIP_NAME] = value_text(slip->name);
	s[SLOT_SLIP_PHONE] = value_text(slip->phone);
	s[SLOT_SLIP_FAX] = value_text(slip->fax);
	s[SLOT_SLIP_COUNT] = value_text(words_number(slip->records.count, a));
	s[SLOT_SLIP_RECORDS] = list_value(&slip->records);
	return value_frame(&SLIP_SHAPE, s);
}

/* Its text is on its page and on its flyer, too: as one more fact. */
static Value text_fact(Desk *desk, const Record *r, Arena *a)
{
	List lines = { .arena = a };
	const TextBlocks text = view_body_blocks(desk, r);
	for (size_t i = 0; i < text.count; i++)
		list_add(&lines, link_frame(text.items[i].words, (Str){ 0 }, (Str){ 0 }, false, a));
	Value *s = frame_slots(&FACT_SHAPE, a);
	s[SLOT_FACT_ID] = value_text(STR("body"));
	s[SLOT_FACT_LABEL] = value_text(STR("説明"));
	s[SLOT_FACT_WIDE] = value_bool(true);
	s[SLOT_FACT_LINES] = list_value(&lines);
	return text.count ? value_frame(&FACT_SHAPE, s) : (Value){ 0 };
}

static Value record_to_confirm(Desk *desk, const Record *r, Arena *a)
{
	const Value shared = *view_record(desk, r), fact = text_fact(desk, r, a);
	Value *s = frame_slots(&RECORD_SHAPE, a);
	List facts = { .arena = a };
	memcpy(s, shared.as.frame.slots, RECORD_SLOTS * sizeof(*s));
	for (uint32_t i = 0; i < s[SLOT_RECORD_FACTS].count; i++)
		list_add(&facts, s[SLOT_RECORD_FACTS].as.items[i]);
	if (fact.kind == VALUE_FRAME)
		list_add(&facts, fact);
	s[SLOT_RECORD_FACTS] = list_value(&facts);
	return value_frame(&RECORD_SHAPE, s);
}

static Value view_slips(Desk *desk, const Record *const *records, size_t count)
{
	Arena *a = &desk->group;
	Slip *slips = NEW_ARRAY(a, Slip, count);
	size_t slip_count = 0;
	List list = { .arena = a };
	for (size_t i = 0; i < count; i++) {
		Slip *slip = slip_named(slips, &slip_count, name_of_organizer(records[i]), a);
		fill_slip(slip, records[i]);
		list_add(&slip->records, record_to_confirm(desk, records[i], a));
	}
	for (size_t i = 0; i < slip_count; i++)
		list_add(&list, slip_frame(&slips[i], a));
	return list_value(&list);
}

Str render_slips(Desk *desk, const Record *const *records, size_t count)
{
	Arena *a = &desk->page;
	const Output out = { .area = desk->press->site->areas[0] };
	Str heading = STR("掲載している内容の確認票");
	const PageHead head = { .heading = heading, .kind = STR("slips"), .crumb = heading, .of_site = true,
		                .noindex = true, .alone = true };
	Value *s = frame_slots(&SLIPS_SHAPE, a);
	s[SLOT_SLIPS_SITE] = view_site_alone(desk->press, a);
	s[SLOT_SLIPS_PAGE] = view_page(desk, &out, &head);
	s[SLOT_SLIPS_LIST] = view_slips(desk, records, count);
	return desk_render_alone(desk, LAYOUT_SLIPS, s);
}
