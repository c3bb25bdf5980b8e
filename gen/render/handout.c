#include "render/handout.h"

#include "render/address.h"
#include "render/board.h"
#include "render/sheet.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"

enum { PAGES = 8, FIRST_PAGE = 2, LAST_PAGE = 7 };
enum { BLOCKS_MOST = 400, ITEMS_MOST = 100, OTHERS_MOST = 8, URGENT_MOST = 8, HOLDS_MOST = 60 };

#define PANEL_WIDTH  DRAWING_MM(74.25)
#define PANEL_HEIGHT DRAWING_MM(105)
#define PANEL_MARGIN DRAWING_MM(5.5)
#define INNER_WIDTH  (PANEL_WIDTH - 2 * PANEL_MARGIN)
#define INNER_HEIGHT (PANEL_HEIGHT - 2 * PANEL_MARGIN)

#define FOLD                                                                              \
	"折り方：三回折って、八つに折り目を付けて開きます。まん中の点線を切り、"          \
	"長いほうを半分に折り、両はしを中へ押すと、本になります。"

#define BEHIND .7                              /* sizes of the type: the air below an item */
#define BROAD  1.3                             /* leading of headings, names and numbers, which stand alone */

static const Ink ink_rule = 0x000000;

/* A piece of text; blocks of one item stand on one page. */
typedef struct Block {
	Str label, text;                       /* label: 電話, before a number that is not broken */
	double size;
	bool bold, heading;
} Block;

typedef struct Item {
	size_t from, until;                    /* blocks */
	bool place;                            /* it may be left out */
	int page;                              /* 0: it did not fit */
	double y;
} Item;

typedef struct Handout {
	Desk *desk;
	const Area *area;
	Arena *a;
	double size, leading;                  /* of the text */
	bool left_out;                         /* places, for the sake of the file's size */
	Block blocks[BLOCKS_MOST];
	size_t block_count;
	Item items[ITEMS_MOST];
	size_t item_count;
	Day assured;                           /* the newest 確認日 of what it tells */
} Handout;

bool area_has_handout(const Press *press, const Area *area)
{
	return !press->skip.pdf && area->parent && !area->child_count;
}

Str handout_path(const Area *area, Arena *a)
{
	return STR_CONCAT(a, area_folder(area, a), STR("handout.pdf"));
}

size_t handout_places(const Press *press, const Area *area, const Record **places, size_t most)
{
	return board_places(press, area, places, most);
}

/* What it says. */

static void begin(Handout *h, bool place)
{
	if (h->item_count < ITEMS_MOST)
		h->items[h->item_count++] = (Item){ h->block_count, h->block_count, place, 0, 0 };
}

static void add(Handout *h, Str text, double more, bool bold)
{
	if (!text.len || h->block_count == BLOCKS_MOST)
		return;
	h->blocks[h->block_count++] = (Block){ .text = text, .size = h->size + more, .bold = bold };
	h->items[h->item_count - 1].until = h->block_count;
}

static void add_labelled(Handout *h, Str label, Str text, double more, bool bold)
{
	if (text.len)
		add(h, STR_CONCAT(h->a, label, text), more, bold);
}

static void add_phone(Handout *h, Str number, double more)
{
	add(h, number, more, true);
	if (number.len && h->block_count)
		h->blocks[h->block_count - 1].label = STR("電話 ");
}

/* Stands with what follows. */
static void add_heading(Handout *h, Str text)
{
	add(h, text, 2, true);
	if (h->block_count)
		h->blocks[h->block_count - 1].heading = true;
}

static Str slot(const Value *s, int n)
{
	return s[n].kind == VALUE_TEXT ? s[n].as.text : (Str){ 0 };
}

/* 確認中 helps nobody who looks for a number. */
static bool is_number(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

/* A CONTACT. */
static void add_contact(Handout *h, const Value *s, bool full)
{
	const Value *hours = &s[SLOT_CONTACT_HOURS];
	add(h, slot(s, SLOT_CONTACT_NAME), 1, true);
	add_phone(h, slot(s, SLOT_CONTACT_PHONE), full ? 6 : 3);
	if (full || is_number(slot(s, SLOT_CONTACT_FAX)))
		add_labelled(h, STR("FAX "), slot(s, SLOT_CONTACT_FAX), 0, false);
	if (!full)
		return;
	add_labelled(h, STR("メール "), slot(s, SLOT_CONTACT_EMAIL), 0, false);
	for (uint32_t i = 0; i < hours->count; i++)
		add(h, hours->as.items[i].as.text, 0, false);
	add(h, slot(s, SLOT_CONTACT_ASK), 0, false);
	add_labelled(h, STR("時間外："), slot(s, SLOT_CONTACT_AFTER), 0, false);
}

static void add_asks(Handout *h)
{
	const Value *ask = &ready_area(h->desk->press, h->area)->ask;
	if (ask->kind != VALUE_FRAME)
		return;
	const Value *s = ask->as.frame.slots, *others = &s[SLOT_ASK_OTHERS];
	begin(h, false);
	add_heading(h, STR("困ったときは、まずここへ"));
	if (s[SLOT_ASK_FIRST].kind == VALUE_FRAME)
		add_contact(h, s[SLOT_ASK_FIRST].as.frame.slots, true);
	for (uint32_t i = 0; i < others->count && i < OTHERS_MOST; i++) {
		const Value *o = others->as.items[i].as.frame.slots;
		begin(h, false);
		if (i == 0)
			add_heading(h, STR("こんなときは、こちらへ"));
		add(h, slot(o, SLOT_ASK_OTHER_WHO), 0, false);
		if (o[SLOT_ASK_OTHER_CONTACT].kind == VALUE_FRAME)
			add_contact(h, o[SLOT_ASK_OTHER_CONTACT].as.frame.slots, false);
	}
	if (s[SLOT_ASK_REPORT].kind != VALUE_FRAME)
		return;
	begin(h, false);
	add_heading(h, STR("地域の困りごとに気づいたら"));
	add_contact(h, s[SLOT_ASK_REPORT].as.frame.slots, false);
}

static bool is_told(const Handout *h, size_t from, Str phone)
{
	for (size_t i = from; i < h->block_count; i++)
		if (str_equal(h->blocks[i].text, phone))
			return true;
	return false;
}

/* Numbers of all troubles, each once. */
static void add_urgent(Handout *h)
{
	const Terms *troubles = &h->desk->press->site->vocabulary.lists[TROUBLES];
	size_t from = h->block_count, count = 0;
	for (size_t t = 0; t < troubles->count; t++)
		for (size_t i = 0; i < troubles->items[t].hotlines.count && count < URGENT_MOST; i++) {
			const Hotline *line = &troubles->items[t].hotlines.items[i];
			if (is_told(h, from, line->phone))
				continue;
			begin(h, false);
			if (count++ == 0)
				add_heading(h, STR("今すぐのとき"));
			add(h, line->name, 0, false);
			add(h, line->phone, 4, true);
		}
}

static void add_place(Handout *h, const Record *r, bool first)
{
	Buf hours = { .arena = h->a };
	const Place *p = &r->as.place;
	say_hours(&hours, p->hours);
	begin(h, true);
	if (first)
		add_heading(h, STR("いつでも行けるところ"));
	add(h, r->sample ? STR_CONCAT(h->a, r->name, STR("（見本）")) : r->name, 1, true);
	add(h, p->address, 0, false);
	add_labelled(h, STR("目印："), p->landmark, 0, false);
	add(h, buf_text(&hours), 0, false);
	if (p->closed.count)
		add_labelled(h, STR("休み："), str_join(h->a, p->closed.items, p->closed.count, STR("、")), 0, false);
	for (size_t i = 0; i < r->contacts.count; i++)
		if (r->contacts.items[i].phone.len) {
			add_phone(h, r->contacts.items[i].phone, 1);
			break;
		}
	if (r->assured > h->assured)
		h->assured = r->assured;
}

static void compose(Handout *h, size_t most)
{
	const Record *places[HANDOUT_PLACES];
	size_t count = handout_places(h->desk->press, h->area, places, HANDOUT_PLACES);
	h->left_out = count > most;
	count = h->left_out ? most : count;
	h->block_count = h->item_count = 0;
	add_asks(h);
	add_urgent(h);
	for (size_t i = 0; i < count; i++)
		add_place(h, places[i], i == 0);
}

/* Where it stands. */

static const SetWords *set_at(const Handout *h, const Block *b, double size, Align align)
{
	const bool labelled = b->label.len > 0;
	const double leading = b->bold ? BROAD : h->leading;
	const Span spans[] = { { .text = b->label, .size = h->size },
		               { .text = b->text, .size = size, .bold = b->bold, .whole = labelled } };
	const Words words = { .spans = labelled ? spans : &spans[1],
		              .count = labelled ? 2 : 1,
		              .width = INNER_WIDTH,
		              .leading = leading,
		              .align = align,
		              .phrases = b->bold && !labelled };
	return drawing_set(h->desk->drawing, &words);
}

/* A number that is wider than the page is set smaller rather than broken. */
static const SetWords *set(const Handout *h, const Block *b, Align align)
{
	const SetWords *words = set_at(h, b, b->size, align);
	if (!b->label.len || words->width <= INNER_WIDTH)
		return words;
	return set_at(h, b, b->size * INNER_WIDTH / words->width * .99, align);
}

static double height_of(const Handout *h, const Item *item)
{
	double height = 0;
	for (size_t i = item->from; i < item->until; i++)
		height += set(h, &h->blocks[i], ALIGN_START)->height + (h->blocks[i].heading ? h->size * .6 : 0);
	return height + h->size * BEHIND;
}

/* False: something is left out, or is higher than a page. */
static bool place_items(Handout *h)
{
	int page = FIRST_PAGE;
	double y = 0;
	bool all = true;
	for (size_t i = 0; i < h->item_count; i++) {
		Item *item = &h->items[i];
		double height = height_of(h, item);
		if (y > 0 && y + height > INNER_HEIGHT) {
			page++;
			y = 0;
		}
		all &= page <= LAST_PAGE && height - h->size * BEHIND <= INNER_HEIGHT;
		item->page = page <= LAST_PAGE ? page : 0;
		item->y = y;
		y += height;
	}
	return all;
}

/* How it is drawn. */

/* Pages 8, 1, 2, 3 stand below, 7, 6, 5, 4 above them, head to head. */
static void open_page(Drawing *d, int page)
{
	bool below = page <= 3 || page == PAGES;
	int column = page == PAGES ? 0 : below ? page : PAGES - 1 - page;
	if (below)
		drawing_turn(d, column * PANEL_WIDTH + PANEL_MARGIN, PANEL_HEIGHT + PANEL_MARGIN, 0);
	else
		drawing_turn(d, (column + 1) * PANEL_WIDTH - PANEL_MARGIN, PANEL_HEIGHT - PANEL_MARGIN, 180);
}

static double draw_block(const Handout *h, const Block *b, double y, Align align)
{
	Drawing *d = h->desk->drawing;
	const SetWords *words = set(h, b, align);
	drawing_tag(d, b->heading ? "H2" : "P");
	drawing_words(d, words, 0, y, INK_BLACK);
	drawing_tag_end(d, b->heading ? "H2" : "P");
	y += words->height;
	if (!b->heading)
		return y;
	drawing_line(d, (DrawnPoint){ 0, y + h->size * .15 }, (DrawnPoint){ INNER_WIDTH, y + h->size * .15 },
	             (Stroke){ .thickness = 1.2, .ink = ink_rule });
	return y + h->size * .6;
}

static void draw_pages(const Handout *h)
{
	for (int page = FIRST_PAGE; page <= LAST_PAGE; page++) {
		open_page(h->desk->drawing, page);
		for (size_t i = 0; i < h->item_count; i++) {
			double y = h->items[i].y;
			for (size_t k = h->items[i].from; h->items[i].page == page && k < h->items[i].until; k++)
				y = draw_block(h, &h->blocks[k], y, ALIGN_START);
		}
		drawing_turn_back(h->desk->drawing);
	}
}

static void draw_cover(const Handout *h)
{
	const ReadyArea *ready = ready_area(h->desk->press, h->area);
	double y = DRAWING_MM(14);
	open_page(h->desk->drawing, 1);
	drawing_fill(h->desk->drawing, 0, 0, INNER_WIDTH, DRAWING_MM(4), INK_BLACK);
	y = draw_block(h, &(Block){ .text = h->area->name, .size = 24, .bold = true }, y, ALIGN_CENTER) + 4;
	if (ready->holds.len)
		y = draw_block(h, &(Block){ .text = fit_cut(ready->holds, HOLDS_MOST, h->a), .size = 12 }, y,
		               ALIGN_CENTER);
	y += DRAWING_MM(8);
	draw_block(h, &(Block){ .text = STR("相談先と居場所の手帳"), .size = 17, .bold = true }, y, ALIGN_CENTER);
	draw_block(h, &(Block){ .text = h->desk->press->site->info.name, .size = 12 }, INNER_HEIGHT - 18, ALIGN_CENTER);
	drawing_turn_back(h->desk->drawing);
}

static void draw_back(const Handout *h, bool all)
{
	const Site *site = h->desk->press->site;
	Qr code;
	double y = 0, side = DRAWING_MM(30);
	Str folder = area_folder(h->area, h->a);
	open_page(h->desk->drawing, PAGES);
	if (!h->desk->press->skip.qr && qr_make(full_address_of(site, folder, h->a), QR_M, h->a, &code)) {
		drawing_qr(h->desk->drawing, &code, (INNER_WIDTH - side) / 2, y + 6, side);
		y += side + 12;
	}
	y = draw_block(h, &(Block){ .text = printed_address(site, folder, h->a), .size = 12 }, y, ALIGN_CENTER);
	if (!all)
		y = draw_block(h, &(Block){ .text = STR("ほかの居場所は、このページに"), .size = 12 }, y, ALIGN_START);
	if (h->assured)
		y = draw_block(h, &(Block){ .text = STR_CONCAT(h->a, words_date(h->assured, h->a), STR("に確認")),
		                            .size = 12 },
		               y, ALIGN_START);
	draw_block(h, &(Block){ .text = STR(FOLD), .size = 12 }, y + 4, ALIGN_START);
	drawing_turn_back(h->desk->drawing);
}

/* Where to cut, and where to fold. */
static void draw_lines(Drawing *d)
{
	const Stroke cut = { .thickness = 1, .dash = 5, .ink = INK_BLACK };
	const Stroke fold = { .thickness = .4, .ink = 0x9a9a9a };
	drawing_line(d, (DrawnPoint){ PANEL_WIDTH, PANEL_HEIGHT }, (DrawnPoint){ 3 * PANEL_WIDTH, PANEL_HEIGHT }, cut);
	for (int i = 1; i < 4; i++)
		for (int end = 0; end < 2; end++)
			drawing_line(d, (DrawnPoint){ i * PANEL_WIDTH, end ? 2 * PANEL_HEIGHT - 14 : 0 },
			             (DrawnPoint){ i * PANEL_WIDTH, end ? 2 * PANEL_HEIGHT : 14 }, fold);
}

static DrawingAbout about(const Handout *h)
{
	Civil day = day_civil(h->assured ? h->assured : day_of(2000, 1, 1));
	Str date = str_format(h->a, "%04d-%02d-%02dT00:00:00+09:00", day.year, day.month, day.day);
	return (DrawingAbout){ .title = STR_CONCAT(h->a, h->area->name, STR(" 相談先と居場所の手帳")),
		               .author = h->desk->press->site->info.name,
		               .subject = ready_area(h->desk->press, h->area)->full_name,
		               .date = date };
}

/* In the largest type in which all fits; false: with the smallest, not even then. */
static bool place_largest(Handout *h, size_t places)
{
	static const struct {
		double size, leading;
	} types[] = { { 15, 1.6 }, { 14, 1.6 }, { 13, 1.6 }, { 12, 1.6 }, { 12, 1.5 } };
	bool all = false;
	for (size_t i = 0; !all && i < sizeof(types) / sizeof(*types); i++) {
		drawing_forget(h->desk->drawing);
		h->size = types[i].size;
		h->leading = types[i].leading;
		compose(h, places);
		all = place_items(h);
	}
	return all && !h->left_out;
}

static Str draw_all(Handout *h, bool all)
{
	Drawing *d = h->desk->drawing;
	Str bytes = { 0 };
	const DrawingAbout told = about(h);
	drawing_pdf(d, (PaperSize){ DRAWING_MM(297), DRAWING_MM(210) }, &told);
	drawing_tag(d, "Document");
	draw_cover(h);
	draw_pages(h);
	draw_back(h, all);
	drawing_tag_end(d, "Document");
	draw_lines(d);
	drawing_end(d, &h->desk->page, &bytes);
	drawing_forget(d);
	return bytes;
}

static size_t places_shown(const Handout *h)
{
	size_t count = 0;
	for (size_t i = 0; i < h->item_count; i++)
		count += h->items[i].place && h->items[i].page;
	return count;
}

static Str draw(Handout *h)
{
	bool all = place_largest(h, HANDOUT_PLACES);
	Str bytes = draw_all(h, all);
	for (size_t most = places_shown(h); bytes.len > SHEET_BYTES && most > 0;) {
		all = place_largest(h, --most);
		bytes = draw_all(h, all);
	}
	return bytes;
}

Str render_handout(Desk *desk, const Output *out)
{
	Arena scratch = { 0 };
	Handout *h = NEW(&scratch, Handout);
	Str bytes = { 0 };
	*h = (Handout){ .desk = desk, .area = out->area, .a = &scratch };
	if (desk_can_draw(desk) && !desk->checks)
		bytes = draw(h);
	arena_free(&scratch);
	return bytes;
}
