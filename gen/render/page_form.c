#include "render/clerk.h"
#include "render/view.h"

enum { BOXES_MOST = TERMS_MAX };

/* How each type of field is filled in by hand. */
typedef struct Hand {
	const FieldType *type;
	Str room, print;
} Hand;

/* clang-format off */
static const Hand hands[] = {
	{ &FIELD_DAY,         STR_INIT("half"),  STR_INIT("　　　　年　　月　　日") },
	{ &FIELD_DAYS,        STR_INIT("two"), STR_INIT("　　　　年　　　月　　　日（　　曜日）") },
	{ &FIELD_TIMES,       STR_INIT("line"),  STR_INIT("午前・午後　　　時　　　分から　午前・午後　　　時　　　分まで") },
	{ &FIELD_REPEAT,      STR_INIT("two"), STR_INIT("□ 毎週　□ 1週おき　□ 毎月 第　　　・第　　　　　　　　　　曜日") },
	{ &FIELD_HOURS,       STR_INIT("lines"), STR_INIT("　　曜日から　　　曜日まで　　　時　　　分から　　　時　　　分まで") },
	{ &FIELD_COST,        STR_INIT("line"),  STR_INIT("□ 無料　□ 　　　　　　円（　　　　　　　　　　）　□ 実費") },
	{ &FIELD_CAPACITY,    STR_INIT("half"),  STR_INIT("　　　　　　人・組") },
	{ &FIELD_APPLICATION, STR_INIT("line"),
	  STR_INIT("□ いりません　□ いります（電話・FAX・メール・窓口）　締切　　　月　　　日") },
	{ &FIELD_PHONE,       STR_INIT("line"),  STR_INIT("") },
	{ &FIELD_BOOL,        STR_INIT("half"),  STR_INIT("□ はい　□ いいえ") },
	{ &FIELD_INT,         STR_INIT("half"),  STR_INIT("") },
	{ &FIELD_TEXT,        STR_INIT("lines"), STR_INIT("") },
	{ &FIELD_TEXTS,       STR_INIT("two"), STR_INIT("") },
	{ &FIELD_IGNORED,     STR_INIT("large"), STR_INIT("") },
};
/* clang-format on */

static Hand hand_of(const Field *f)
{
	for (size_t i = 0; i < sizeof(hands) / sizeof(*hands); i++)
		if (hands[i].type == f->type)
			return hands[i];
	return (Hand){ f->type, f->limit > 40 ? STR("two") : STR("line"), { 0 } };
}

static bool is_asked(const Field *f)
{
	return f->ja && !(f->paper && !*f->paper);
}

/* Words to choose from: those of the vocabulary, or the Japanese one of each pair. */
static Value view_boxes(const Site *site, const Field *f, Arena *a)
{
	List list = { .arena = a };
	if (f->type == &FIELD_TERM || f->type == &FIELD_TERMS) {
		const Terms *terms = &site->vocabulary.lists[f->list];
		for (size_t i = 0; i < terms->count && i < BOXES_MOST; i++)
			list_add_text(&list, terms->items[i].label);
	}
	for (size_t i = 0; f->type == &FIELD_WORD && f->words && f->words[i]; i += 2)
		list_add_text(&list, str_from(f->words[i + 1]));
	return list_value(&list);
}

static Value view_parts(const Field *f, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; f->table && i < f->table->count; i++)
		if (is_asked(&f->table->fields[i]))
			list_add_text(&list, str_from(f->table->fields[i].ja));
	return list_value(&list);
}

static Value view_form_row(const Site *site, const Field *f, Arena *a)
{
	Hand hand = hand_of(f);
	Value *s = frame_slots(&FORM_ROW_SHAPE, a);
	s[SLOT_FORM_ROW_LABEL] = value_text(str_from(f->ja));
	s[SLOT_FORM_ROW_NOTE] = value_text(str_from(f->paper));
	s[SLOT_FORM_ROW_REQUIRED] = value_bool(f->use == FIELD_REQUIRED);
	s[SLOT_FORM_ROW_BOXES] = view_boxes(site, f, a);
	s[SLOT_FORM_ROW_PARTS] = view_parts(f, a);
	bool boxes = s[SLOT_FORM_ROW_BOXES].count > 0, parts = s[SLOT_FORM_ROW_PARTS].count > 0;
	s[SLOT_FORM_ROW_HAS_BOXES] = value_bool(boxes);
	s[SLOT_FORM_ROW_HAS_PARTS] = value_bool(parts);
	s[SLOT_FORM_ROW_ROOM] = value_text(boxes || parts ? STR("none") : hand.room);
	s[SLOT_FORM_ROW_PRINT] = value_text(hand.print);
	return value_frame(&FORM_ROW_SHAPE, s);
}

static size_t row_named(const Table *t, const char *key)
{
	size_t at = 0;
	while (at + 1 < t->count && !str_equal(str_from(t->fields[at].key), str_from(key)))
		at++;
	return at;
}

static void add_rows(List *rows, const Site *site, const Table *t, size_t from, size_t until)
{
	for (size_t i = from; i < until; i++)
		if (is_asked(&t->fields[i]))
			list_add(rows, view_form_row(site, &t->fields[i], rows->arena));
}

/* What it is and its kind's own fields first, as one tells of it; then what all kinds have, the text last. */
Str render_form(Desk *desk, Kind kind)
{
	const Site *site = desk->press->site;
	const Table *t = KIND_INFO[kind].table;
	Arena *a = &desk->page;
	const Output out = { .area = site->areas[0] };
	List rows = { .arena = a };
	Str label = str_from(KIND_INFO[kind].ja), heading = STR_CONCAT(a, STR("掲載申込票（"), label, STR("）"));
	const PageHead head = { .heading = heading, .kind = STR("form"), .crumb = heading, .of_site = true,
		                .noindex = true, .alone = true };
	size_t body = row_named(t, "body"), first = row_named(t, "summary") + 1;
	add_rows(&rows, site, t, 0, first);
	add_rows(&rows, site, t, body + 1, t->count);
	add_rows(&rows, site, t, first, body + 1);
	Value *s = frame_slots(&FORM_SHAPE, a);
	s[SLOT_FORM_SITE] = view_site_alone(desk->press, a);
	s[SLOT_FORM_PAGE] = view_page(desk, &out, &head);
	s[SLOT_FORM_KIND] = value_text(label);
	s[SLOT_FORM_ROWS] = list_value(&rows);
	return desk_render_alone(desk, LAYOUT_FORM, s);
}
