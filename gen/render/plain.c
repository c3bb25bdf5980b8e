#include "render/plain.h"

#include "render/address.h"
#include "render/frame.h"
#include "render/view.h"
#include "render/words.h"

static Str text_of(const Value *slots, int slot)
{
	return slots[slot].kind == VALUE_TEXT ? slots[slot].as.text : (Str){ 0 };
}

/* Lines under one label: the first beside it, the others beneath. A line is made of parts, and is none without any. */
typedef struct Lines {
	Buf *b;
	Str label;
	size_t count, parts;                   /* lines that are finished; parts of the one that is not */
} Lines;

static void part_begin(Lines *l)
{
	if (l->parts++) {
		buf_char(l->b, ' ');
	} else if (l->count) {
		buf_str(l->b, STR("  "));
	} else if (l->label.len) {
		buf_str(l->b, l->label);
		buf_str(l->b, STR("："));
	}
}

static void part(Lines *l, Str text)
{
	if (!text.len)
		return;
	part_begin(l);
	buf_str(l->b, text);
}

static void marked_part(Lines *l, Str mark, Str text)
{
	if (!text.len)
		return;
	part_begin(l);
	buf_str(l->b, mark);
	buf_char(l->b, ' ');
	buf_str(l->b, text);
}

static void line_end(Lines *l)
{
	if (!l->parts)
		return;
	buf_char(l->b, '\n');
	l->parts = 0;
	l->count++;
}

static void line(Lines *l, Str text)
{
	part(l, text);
	line_end(l);
}

static void marked_line(Lines *l, Str mark, Str text)
{
	marked_part(l, mark, text);
	line_end(l);
}

static void plain_links(Buf *b, Str label, const Value *links)
{
	Lines lines = { b, label, 0, 0 };
	for (uint32_t i = 0; i < links->count; i++) {
		const Value *s = links->as.items[i].as.frame.slots;
		part(&lines, text_of(s, SLOT_LINK_NAME));
		line(&lines, text_of(s, SLOT_LINK_NOTE));
	}
}

static void plain_facts(Buf *b, const Value *facts)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *s = facts->as.items[i].as.frame.slots;
		plain_links(b, text_of(s, SLOT_FACT_LABEL), &s[SLOT_FACT_LINES]);
	}
}

static void plain_contact(Buf *b, Str label, const Value *s)
{
	Lines lines = { b, label, 0, 0 };
	part(&lines, text_of(s, SLOT_CONTACT_NAME));
	marked_part(&lines, STR("電話"), text_of(s, SLOT_CONTACT_PHONE));
	marked_part(&lines, STR("FAX"), text_of(s, SLOT_CONTACT_FAX));
	marked_part(&lines, STR("メール"), text_of(s, SLOT_CONTACT_EMAIL));
	line(&lines, text_of(s, SLOT_CONTACT_WEB_URL));
	marked_line(&lines, STR("相談のしかた"), text_of(s, SLOT_CONTACT_CHANNELS));
	const Value *hours = &s[SLOT_CONTACT_HOURS];
	for (uint32_t i = 0; i < hours->count; i++)
		marked_line(&lines, STR("受付"), hours->as.items[i].as.text);
	line(&lines, text_of(s, SLOT_CONTACT_ASK));
	line(&lines, text_of(s, SLOT_CONTACT_NOTE));
	marked_line(&lines, STR("時間外"), text_of(s, SLOT_CONTACT_AFTER));
}

static void plain_dates(Buf *b, const Value *dates)
{
	Lines lines = { b, STR("これからの日にち"), 0, 0 };
	for (uint32_t i = 0; i < dates->count; i++) {
		const Value *s = dates->as.items[i].as.frame.slots;
		part(&lines, text_of(s, SLOT_DATE_WORDS));
		part(&lines, text_of(s, SLOT_DATE_STATE));
		line(&lines, text_of(s, SLOT_DATE_NOTE));
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
	line(&(Lines){ b, label, 0, 0 }, text);
}

static void plain_terms(Buf *b, Str label, const Value *terms)
{
	if (!terms->count)
		return;
	buf_str(b, label);
	for (uint32_t i = 0; i < terms->count; i++) {
		buf_str(b, i ? STR("、") : STR("："));
		buf_str(b, text_of(terms->as.items[i].as.frame.slots, SLOT_TERM_LABEL));
	}
	buf_char(b, '\n');
}

static void plain_texts(Buf *b, const Texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		plain_single(b, (Str){ 0 }, texts->items[i]);
}

static void plain_body(Buf *b, TextBlocks text)
{
	for (size_t i = 0; i < text.count; i++)
		plain_single(b, (Str){ 0 }, text.items[i].words);
}

/* All but what proves it; the text is that of its sheet, or none. */
static void plain_facts_and_contacts(Buf *b, const Value *s, const Record *r, TextBlocks text)
{
	bool leads = r->kind == KIND_NOTICE;
	plain_head(b, s, r);
	plain_body(b, leads ? text : (TextBlocks){ 0 });
	plain_facts(b, &s[SLOT_RECORD_FACTS]);
	plain_dates(b, &s[SLOT_RECORD_DATES]);
	plain_texts(b, &r->flyer->points);
	plain_body(b, leads ? (TextBlocks){ 0 } : text);
	plain_terms(b, STR("来やすさ"), &s[SLOT_RECORD_ACCESSIBILITY]);
	plain_terms(b, STR("日本語のほかに使えることば"), &s[SLOT_RECORD_LANGUAGES]);
	for (uint32_t i = 0; i < s[SLOT_RECORD_CONTACTS].count; i++)
		plain_contact(b, STR("問合せ"), s[SLOT_RECORD_CONTACTS].as.items[i].as.frame.slots);
}

void plain_record(Buf *b, Desk *desk, const Record *r)
{
	const Value *s = view_record(desk, r)->as.frame.slots;
	plain_facts_and_contacts(b, s, r, (TextBlocks){ 0 });
	plain_links(b, STR("もとにした資料"), &s[SLOT_RECORD_SOURCE]);
	plain_single(b, STR("確認日"), text_of(s, SLOT_RECORD_ASSURED));
	plain_single(b, STR("版"), text_of(s, SLOT_RECORD_EDITION));
	plain_single(b, STR("ページ"), text_of(s, SLOT_RECORD_SHORT_TEXT));
}

/* Whom to ask when one does not know where to ask: how every sheet ends. */
static void plain_ask(Buf *b, const Press *press, const Area *area, Arena *a)
{
	const Value *ask = &ready_area(press, area)->ask;
	const Value *first = ask->kind == VALUE_FRAME ? &ask->as.frame.slots[SLOT_ASK_FIRST] : NULL;
	if (first && first->kind == VALUE_FRAME)
		plain_contact(b, STR("どこに聞けばよいか分からないとき"), first->as.frame.slots);
	buf_str(b, STR("電話で話しにくい方は、電話リレーサービス（手話や文字の通訳）でもかけられます。\n"));
	plain_single(b, press->site->info.name, printed_address(press->site, (Str){ 0 }, a));
}

#define EDITION_LABEL "チラシの版"

/* The last one: a record's own words come before it, and 問合せ tells none. */
Str plain_edition(Str flyer)
{
	const Str label = STR("\n" EDITION_LABEL "：");
	Str edition = { 0 };
	for (size_t at; (at = str_find(flyer, label)) < flyer.len; flyer = edition)
		edition = str_skip(flyer, at + label.len);
	return str_sub(edition, 0, str_find_byte(edition, '\n'));
}

Str render_flyer_text(Desk *desk, const Output *out)
{
	Arena *a = &desk->page;
	Buf b = { .arena = a };
	const Record *r = out->of.record;
	const Value *s = view_record(desk, r)->as.frame.slots;
	if (r->sample)
		buf_str(&b, STR("これは見本です。実際のものではありません。\n"));
	if (r->flyer->headline.len)
		plain_single(&b, (Str){ 0 }, r->flyer->headline);
	plain_single(&b, STR("名前のよみ"), text_of(s, SLOT_RECORD_KANA));
	plain_facts_and_contacts(&b, s, r, view_body_blocks(desk, r));
	plain_single(&b, STR("地域"), r->area->name);
	plain_single(&b, STR("くわしいページ"), text_of(s, SLOT_RECORD_SHORT_TEXT));
	if (r->assured)
		plain_single(&b, (Str){ 0 }, STR_CONCAT(a, words_date(r->assured, a), STR("現在")));
	plain_single(&b, STR(EDITION_LABEL), text_of(s, SLOT_RECORD_EDITION));
	plain_ask(&b, desk->press, r->area, a);
	return buf_text(&b);
}

/* Board sheets. */

static void plain_entry(Buf *b, const Value *s)
{
	Lines lines = { .b = b };
	buf_str(b, STR("  "));
	part(&lines, text_of(s, SLOT_ENTRY_STATE));
	part(&lines, text_of(s, SLOT_ENTRY_NAME));
	if (s[SLOT_ENTRY_SAMPLE].kind == VALUE_TRUE)
		buf_str(b, STR("（見本）"));
	part(&lines, text_of(s, SLOT_ENTRY_TIME));
	part(&lines, text_of(s, SLOT_ENTRY_WHERE));
	part(&lines, text_of(s, SLOT_ENTRY_WHO));
	line(&lines, text_of(s, SLOT_ENTRY_NOTE));
}

static void plain_days(Buf *b, const Value *days)
{
	for (uint32_t i = 0; i < days->count; i++) {
		const Value *s = days->as.items[i].as.frame.slots;
		Lines lines = { .b = b };
		part(&lines, text_of(s, SLOT_DAY_LABEL));
		line(&lines, text_of(s, SLOT_DAY_NOTE));
		for (uint32_t k = 0; k < s[SLOT_DAY_ENTRIES].count; k++)
			plain_entry(b, s[SLOT_DAY_ENTRIES].as.items[k].as.frame.slots);
	}
}

static void plain_list(Buf *b, Str heading, const Value *links)
{
	if (links->count)
		plain_single(b, (Str){ 0 }, heading);
	for (uint32_t i = 0; i < links->count; i++) {
		const Value *s = links->as.items[i].as.frame.slots;
		Lines lines = { .b = b };
		buf_str(b, STR("  "));
		part(&lines, text_of(s, SLOT_LINK_NAME));
		line(&lines, text_of(s, SLOT_LINK_NOTE));
	}
}

Str render_board_text(Desk *desk, const Output *out)
{
	Arena *a = &desk->page;
	Buf b = { .arena = a };
	const Value *s = view_whole_board(desk, out);
	plain_single(&b, (Str){ 0 },
	             STR_CONCAT(a, text_of(s, SLOT_BOARD_AREA), STR(" "), text_of(s, SLOT_BOARD_MONTH), STR("の予定")));
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_HOLDS));
	if (s[SLOT_BOARD_DAYS].count)
		buf_str(&b, STR("日にちの決まった催し\n"));
	else
		buf_str(&b, STR("日にちの決まった催しは、ありません。\n"));
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_DAYS_NOTE));
	plain_days(&b, &s[SLOT_BOARD_DAYS]);
	plain_list(&b, STR("くり返しの催し"), &s[SLOT_BOARD_REGULAR]);
	plain_list(&b, STR("いつでも行けるところ"), &s[SLOT_BOARD_PLACES]);
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_LEFT_OUT));
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_NEXT));
	plain_single(&b, STR("くわしいページ"), text_of(s, SLOT_BOARD_ADDRESS));
	plain_ask(&b, desk->press, out->area, a);
	return buf_text(&b);
}
