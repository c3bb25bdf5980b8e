#include "render/address.h"
#include "render/view.h"
#include "render/words.h"
#include "site/first_contact.h"

/* How an area covers one chome. */
typedef struct Cover {
	const TownPart *part;
	bool partly;
} Cover;

static Cover covers(const Area *area, const Town *town, int chome)
{
	for (size_t i = 0; i < area->towns.count; i++) {
		bool partly;
		if (town_part_covers(&area->towns.items[i], town, chome, &partly))
			return (Cover){ &area->towns.items[i], partly };
	}
	return (Cover){ NULL, false };
}

static Value district_frame(const Press *press, const Area *area, const Cover *cover, Arena *a)
{
	const Record *window = site_first_contact(press->site, area, NULL, NULL);
	Value *s = frame_slots(&FIND_DISTRICT_SHAPE, a);
	s[SLOT_FIND_DISTRICT_NAME] = value_text(area->name);
	s[SLOT_FIND_DISTRICT_URL] = value_text(ready_area(press, area)->url);
	if (cover->partly)
		s[SLOT_FIND_DISTRICT_LOTS] = value_text(words_lots(&cover->part->lots, a));
	s[SLOT_FIND_DISTRICT_AREA] = value_text(area->parent ? area->parent->name : (Str){ 0 });
	if (window) {
		Str phone = window_contact(window)->phone;
		s[SLOT_FIND_DISTRICT_CONTACT] = value_text(words_first_contact(window));
		s[SLOT_FIND_DISTRICT_PHONE] = value_text(phone);
		s[SLOT_FIND_DISTRICT_PHONE_URL] = value_text(phone_url(phone, a));
	}
	return value_frame(&FIND_DISTRICT_SHAPE, s);
}

static Value chome_frame(const Press *press, const Town *town, Str anchor, int chome, Arena *a)
{
	List districts = { .arena = a };
	for (size_t i = 0; i < press->site->area_count; i++) {
		const Area *area = press->site->areas[i];
		Cover cover =
			area->child_count ? (Cover){ NULL, false } : covers(area, town, chome);
		if (cover.part)
			list_add(&districts, district_frame(press, area, &cover, a));
	}
	Value *s = frame_slots(&FIND_CHOME_SHAPE, a);
	s[SLOT_FIND_CHOME_ID] = value_text(str_format(a, "%.*s-c%d", (int)anchor.len, anchor.ptr, chome));
	s[SLOT_FIND_CHOME_NAME] = value_text(chome ? str_format(a, "%d丁目", chome) : STR("全域"));
	s[SLOT_FIND_CHOME_SEVERAL] = value_bool(districts.count > 1);
	s[SLOT_FIND_CHOME_DISTRICTS] = list_value(&districts);
	return value_frame(&FIND_CHOME_SHAPE, s);
}

static Value *town_slots(const Press *press, size_t number, Str page, Arena *a)
{
	const Town *town = press->towns[number];
	Str anchor = town_anchor(press, number, a);
	Value *s = frame_slots(&FIND_TOWN_SHAPE, a);
	s[SLOT_FIND_TOWN_ID] = value_text(anchor);
	s[SLOT_FIND_TOWN_ANCHOR_URL] = value_text(STR_CONCAT(a, page, STR("#"), anchor));
	s[SLOT_FIND_TOWN_NAME] = value_text(town->name);
	s[SLOT_FIND_TOWN_KANA] = value_text(town->kana);
	s[SLOT_FIND_TOWN_POSTAL] = value_text(town->postal);
	return s;
}

Value view_town(const Press *press, size_t number, Str page, Arena *a)
{
	return value_frame(&FIND_TOWN_SHAPE, town_slots(press, number, page, a));
}

static Value town_frame(const Press *press, size_t number, Arena *a)
{
	const Town *town = press->towns[number];
	Str anchor = town_anchor(press, number, a);
	List chome = { .arena = a };
	for (size_t i = 0; i < town->chome.count; i++)
		list_add(&chome, chome_frame(press, town, anchor, town->chome.items[i].n, a));
	if (!town->chome.count)
		list_add(&chome, chome_frame(press, town, anchor, 0, a));
	Value *s = town_slots(press, number, (Str){ 0 }, a);
	s[SLOT_FIND_TOWN_CHOME] = list_value(&chome);
	return value_frame(&FIND_TOWN_SHAPE, s);
}

static Value view_postcodes(const Press *press, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < press->town_count; i++) {
		const Town *town = press->towns[i];
		Str note = town->postal.len ? STR_CONCAT(a, STR("〒"), town->postal) : (Str){ 0 };
		list_add(&list,
		         link_frame(town->name, STR_CONCAT(a, STR("#"), town_anchor(press, i, a)),
		                    note, false, a));
	}
	return list_value(&list);
}

Str render_find(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Arena *a = &desk->page;
	List towns = { .arena = a };
	for (size_t i = 0; i < press->town_count; i++)
		list_add(&towns, town_frame(press, i, a));
	const PageHead head = {
		.heading = STR("町名から地域をさがす"),
		.kind = STR("find"),
		.crumb = STR("地域をさがす"),
		.of_site = true,
		.summary = STR(
			"町名・丁目・郵便番号から、お住まいの地域と、まず相談する先が分かります。"),
	};
	Value *s = frame_slots(&FIND_SHAPE, a);
	s[SLOT_FIND_SITE] = press->site_frame;
	s[SLOT_FIND_PAGE] = view_page(desk, out, &head);
	s[SLOT_FIND_TOWNS] = list_value(&towns);
	s[SLOT_FIND_POSTCODES] = view_postcodes(press, a);
	s[SLOT_FIND_MAP] = view_map(press, out->area, a);
	return desk_render(desk, LAYOUT_FIND, s);
}
