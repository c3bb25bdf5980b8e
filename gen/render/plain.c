#include "render/plain.h"

#include "render/frame.h"
#include "render/view.h"

static Str text_of(const Value *slots, int slot)
{
	return slots[slot].kind == VALUE_TEXT ? slots[slot].as.text : (Str){ 0 };
}

/* Lines under one label: the first beside it, the others beneath. */
typedef struct Lines {
	Buf *b;
	Str label;
	size_t count;
} Lines;

static void line(Lines *l, Str text)
{
	if (!text.len)
		return;
	if (l->count++) {
		buf_str(l->b, STR("  "));
	} else if (l->label.len) {
		buf_str(l->b, l->label);
		buf_str(l->b, STR("："));
	}
	buf_str(l->b, text);
	buf_char(l->b, '\n');
}

/* The texts that are given, with a space between them. */
static Str joined(Arena *a, const Str *parts, size_t count)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < count; i++) {
		if (b.len && parts[i].len)
			buf_char(&b, ' ');
		buf_str(&b, parts[i]);
	}
	return buf_text(&b);
}

#define JOINED(arena, ...)                                   \
	joined((arena), (const Str[]){ __VA_ARGS__ },        \
	       sizeof((const Str[]){ __VA_ARGS__ }) / sizeof(Str))

static Str marked(Str mark, Str text, Arena *a)
{
	return text.len ? STR_CONCAT(a, mark, STR(" "), text) : text;
}

static void plain_links(Buf *b, Str label, const Value *links, Arena *a)
{
	Lines lines = { b, label, 0 };
	for (uint32_t i = 0; i < links->count; i++) {
		const Value *s = links->as.items[i].as.frame.slots;
		line(&lines, JOINED(a, text_of(s, SLOT_LINK_NAME), text_of(s, SLOT_LINK_NOTE)));
	}
}

static void plain_facts(Buf *b, const Value *facts, Arena *a)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *s = facts->as.items[i].as.frame.slots;
		plain_links(b, text_of(s, SLOT_FACT_LABEL), &s[SLOT_FACT_LINES], a);
	}
}

static void plain_contact(Buf *b, const Value *s, Arena *a)
{
	Lines lines = { b, STR("問合せ"), 0 };
	line(&lines, JOINED(a, text_of(s, SLOT_CONTACT_NAME),
	                    marked(STR("電話"), text_of(s, SLOT_CONTACT_PHONE), a),
	                    marked(STR("FAX"), text_of(s, SLOT_CONTACT_FAX), a),
	                    marked(STR("メール"), text_of(s, SLOT_CONTACT_EMAIL), a),
	                    text_of(s, SLOT_CONTACT_WEB_URL)));
	const Value *hours = &s[SLOT_CONTACT_HOURS];
	for (uint32_t i = 0; i < hours->count; i++)
		line(&lines, hours->as.items[i].as.text);
	line(&lines, text_of(s, SLOT_CONTACT_ASK));
	line(&lines, text_of(s, SLOT_CONTACT_NOTE));
	line(&lines, marked(STR("時間外"), text_of(s, SLOT_CONTACT_AFTER), a));
}

static void plain_dates(Buf *b, const Value *dates, Arena *a)
{
	Lines lines = { b, STR("これからの日にち"), 0 };
	for (uint32_t i = 0; i < dates->count; i++) {
		const Value *s = dates->as.items[i].as.frame.slots;
		line(&lines, JOINED(a, text_of(s, SLOT_DATE_WORDS), text_of(s, SLOT_DATE_STATE),
		                    text_of(s, SLOT_DATE_NOTE)));
	}
}

static void plain_head(Buf *b, const Value *s, const Record *r)
{
	Lines lines = { .b = b };
	buf_str(b, text_of(s, SLOT_RECORD_NAME));
	buf_str(b, STR("（"));
	buf_str(b, text_of(s, SLOT_RECORD_KIND_LABEL));
	buf_str(b, r->sample ? STR("、見本）\n") : STR("）\n"));
	static const int slots[] = { SLOT_RECORD_SUMMARY, SLOT_RECORD_BANNER, SLOT_RECORD_ALERT,
		                     SLOT_RECORD_STALE };
	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++) {
		lines.count = 0;
		line(&lines, text_of(s, slots[i]));
	}
}

static void plain_single(Buf *b, Str label, Str text)
{
	line(&(Lines){ b, label, 0 }, text);
}

void plain_record(Buf *b, Desk *desk, const Record *r)
{
	Arena *a = &desk->page;
	const Value *s = view_record(desk, r)->as.frame.slots;
	plain_head(b, s, r);
	plain_facts(b, &s[SLOT_RECORD_FACTS], a);
	plain_dates(b, &s[SLOT_RECORD_DATES], a);
	for (uint32_t i = 0; i < s[SLOT_RECORD_CONTACTS].count; i++)
		plain_contact(b, s[SLOT_RECORD_CONTACTS].as.items[i].as.frame.slots, a);
	plain_links(b, STR("もとにした資料"), &s[SLOT_RECORD_SOURCE], a);
	plain_single(b, STR("確認日"), text_of(s, SLOT_RECORD_ASSURED));
	plain_single(b, STR("版"), text_of(s, SLOT_RECORD_EDITION));
	plain_single(b, STR("ページ"), text_of(s, SLOT_RECORD_SHORT_TEXT));
}
