#include "render/plain.h"

#include "render/address.h"
#include "render/frame.h"
#include "render/view.h"
#include "render/words.h"

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

static void plain_contact(Buf *b, Str label, const Value *s, Arena *a)
{
	Lines lines = { b, label, 0 };
	line(&lines, JOINED(a, text_of(s, SLOT_CONTACT_NAME),
	                    marked(STR("電話"), text_of(s, SLOT_CONTACT_PHONE), a),
	                    marked(STR("FAX"), text_of(s, SLOT_CONTACT_FAX), a),
	                    marked(STR("メール"), text_of(s, SLOT_CONTACT_EMAIL), a),
	                    text_of(s, SLOT_CONTACT_WEB_URL)));
	line(&lines, marked(STR("相談のしかた"), text_of(s, SLOT_CONTACT_CHANNELS), a));
	const Value *hours = &s[SLOT_CONTACT_HOURS];
	for (uint32_t i = 0; i < hours->count; i++)
		line(&lines, marked(STR("受付"), hours->as.items[i].as.text, a));
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

static void plain_terms(Buf *b, Str label, const Value *terms, Arena *a)
{
	Buf words = { .arena = a };
	for (uint32_t i = 0; i < terms->count; i++) {
		if (i)
			buf_str(&words, STR("、"));
		buf_str(&words, text_of(terms->as.items[i].as.frame.slots, SLOT_TERM_LABEL));
	}
	plain_single(b, label, buf_text(&words));
}

static void plain_texts(Buf *b, const Texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		plain_single(b, (Str){ 0 }, texts->items[i]);
}

static void plain_body(Buf *b, const TextBlock *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		plain_single(b, (Str){ 0 }, blocks[i].words);
}

/* All but what proves it; the text is that of its sheet, or none. */
static void plain_facts_and_contacts(Buf *b, const Value *s, const Record *r, const TextBlock *text, size_t blocks,
                                     Arena *a)
{
	bool leads = r->kind == KIND_NOTICE;
	plain_head(b, s, r);
	plain_body(b, text, leads ? blocks : 0);
	plain_facts(b, &s[SLOT_RECORD_FACTS], a);
	plain_dates(b, &s[SLOT_RECORD_DATES], a);
	plain_texts(b, &r->flyer->points);
	plain_body(b, text, leads ? 0 : blocks);
	plain_terms(b, STR("来やすさ"), &s[SLOT_RECORD_ACCESSIBILITY], a);
	plain_terms(b, STR("日本語のほかに使えることば"), &s[SLOT_RECORD_LANGUAGES], a);
	for (uint32_t i = 0; i < s[SLOT_RECORD_CONTACTS].count; i++)
		plain_contact(b, STR("問合せ"),
		              s[SLOT_RECORD_CONTACTS].as.items[i].as.frame.slots, a);
}

void plain_record(Buf *b, Desk *desk, const Record *r)
{
	Arena *a = &desk->page;
	const Value *s = view_record(desk, r)->as.frame.slots;
	plain_facts_and_contacts(b, s, r, NULL, 0, a);
	plain_links(b, STR("もとにした資料"), &s[SLOT_RECORD_SOURCE], a);
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
		plain_contact(b, STR("どこに聞けばよいか分からないとき"),
		              first->as.frame.slots, a);
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
	Str html = view_body_again(desk, r);
	TextBlock *text = NEW_ARRAY(a, TextBlock, html.len / 2 + 1);
	size_t blocks = markdown_blocks(html, text, html.len / 2 + 1, a);
	plain_facts_and_contacts(&b, s, r, text, blocks, a);
	plain_single(&b, STR("地域"), r->area->name);
	plain_single(&b, STR("くわしいページ"), text_of(s, SLOT_RECORD_SHORT_TEXT));
	if (r->assured)
		plain_single(&b, (Str){ 0 }, STR_CONCAT(a, words_date(r->assured, a), STR("現在")));
	plain_single(&b, STR(EDITION_LABEL), text_of(s, SLOT_RECORD_EDITION));
	plain_ask(&b, desk->press, r->area, a);
	return buf_text(&b);
}

/* Board sheets. */

static void plain_entry(Buf *b, const Value *s, Arena *a)
{
	Str sample = s[SLOT_ENTRY_SAMPLE].kind == VALUE_TRUE ? STR("（見本）") : (Str){ 0 };
	buf_str(b, STR("  "));
	plain_single(b, (Str){ 0 },
	             JOINED(a, text_of(s, SLOT_ENTRY_STATE),
	                    STR_CONCAT(a, text_of(s, SLOT_ENTRY_NAME), sample),
	                    text_of(s, SLOT_ENTRY_TIME), text_of(s, SLOT_ENTRY_WHERE),
	                    text_of(s, SLOT_ENTRY_WHO), text_of(s, SLOT_ENTRY_NOTE)));
}

static void plain_days(Buf *b, const Value *days, Arena *a)
{
	for (uint32_t i = 0; i < days->count; i++) {
		const Value *s = days->as.items[i].as.frame.slots;
		plain_single(b, (Str){ 0 }, JOINED(a, text_of(s, SLOT_DAY_LABEL), text_of(s, SLOT_DAY_NOTE)));
		for (uint32_t k = 0; k < s[SLOT_DAY_ENTRIES].count; k++)
			plain_entry(b, s[SLOT_DAY_ENTRIES].as.items[k].as.frame.slots, a);
	}
}

static void plain_list(Buf *b, Str heading, const Value *links, Arena *a)
{
	if (links->count)
		plain_single(b, (Str){ 0 }, heading);
	for (uint32_t i = 0; i < links->count; i++) {
		const Value *s = links->as.items[i].as.frame.slots;
		buf_str(b, STR("  "));
		plain_single(b, (Str){ 0 }, JOINED(a, text_of(s, SLOT_LINK_NAME), text_of(s, SLOT_LINK_NOTE)));
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
	plain_days(&b, &s[SLOT_BOARD_DAYS], a);
	plain_list(&b, STR("くり返しの催し"), &s[SLOT_BOARD_REGULAR], a);
	plain_list(&b, STR("いつでも行けるところ"), &s[SLOT_BOARD_PLACES], a);
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_LEFT_OUT));
	plain_single(&b, (Str){ 0 }, text_of(s, SLOT_BOARD_NEXT));
	plain_single(&b, STR("くわしいページ"), text_of(s, SLOT_BOARD_ADDRESS));
	plain_ask(&b, desk->press, out->area, a);
	return buf_text(&b);
}
