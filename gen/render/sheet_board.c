#include "render/sheet_board.h"

#include <math.h>

#include "format/qr.h"
#include "render/sheet_map.h"
#include "render/sheet_parts.h"
#include "render/words.h"

#define SIDE_MARGIN   DRAWING_MM(14)
#define TOP_MARGIN    DRAWING_MM(10)
#define FOOT_MARGIN   DRAWING_MM(10)
#define BETWEEN       DRAWING_MM(8)
#define OFFER_BETWEEN DRAWING_MM(1)
#define CODE_SIDE     DRAWING_MM(30)
#define ITEM_LEADING  1.6                      /* of the lists; in the smallest type it may be less */
#define ITEM_LEAST    1.5
#define HEAD_LEADING  1.25
#define NOTE_LEADING  1.35
#define PLACE_INDENT  1.8                      /* sizes of the type: the number of a place */
#define ITEM_INDENT   1.
#define BALANCE_STEP  4.

/* Percent of the columns, as they are estimated, that lists are chosen without. */
enum { SPARE_LEAST = -25, SPARE_STEP = 5 };
enum { BLOCKS_MOST = 256, SPANS_MOST = 16 };

/* Sizes that go with the paper. */
typedef struct BoardPaper {
	PaperSize paper;
	double month, holds, small, phone, note;
} BoardPaper;

static const BoardPaper board_papers[SHEET_SIZES] = {
	[SHEET_A4] = { { DRAWING_MM(210), DRAWING_MM(297) }, 30, 13, 13, 20, 12 },
	[SHEET_A3] = { { DRAWING_MM(297), DRAWING_MM(420) }, 42, 15, 15, 26, 14 },
};

typedef enum BlockKind { BLOCK_LIST, BLOCK_DAY, BLOCK_ITEM, BLOCK_FRAMED, BLOCK_MAP } BlockKind;

/* What is not broken from one column to the next. */
typedef struct Block {
	BlockKind kind;
	const SetWords *set, *mark;            /* mark: what stands before it, 1 or ・ */
	double indent, height;
	double x, y;                           /* where it stands */
} Block;

typedef struct BoardPdf {
	Desk *desk;
	const BoardSheet *sheet;
	const BoardPaper *paper;
	const Value *slots;                    /* BOARD */
	Value maps[MAP_FORMS];                 /* MAP frames; NONE where there is none */
	const Value *map;                      /* one of them */
	Sheet s;
	double size, leading;                  /* of the lists */
	double column;                         /* width */
	Block blocks[BLOCKS_MOST];
	size_t count;
	Arena arena;
} BoardPdf;

/* What is in the columns. */

static Block *add(BoardPdf *b, BlockKind kind, const SetWords *set, double after)
{
	Block *block = &b->blocks[b->count < BLOCKS_MOST ? b->count++ : BLOCKS_MOST - 1];
	*block = (Block){ .kind = kind, .set = set, .height = (set ? set->height : 0) + after };
	return block;
}

static void add_heading(BoardPdf *b, Str text)
{
	const Face face = { .size = fmax(14, b->size), .bold = true, .leading = NOTE_LEADING };
	add(b, BLOCK_LIST, sheet_set(&b->s, text, face, b->column), DRAWING_MM(1.5));
}

typedef struct Spans {
	Span items[SPANS_MOST];
	size_t count;
	double size;
} Spans;

static void say(Spans *l, Str text, bool bold)
{
	if (!text.len || l->count + 2 > SPANS_MOST)
		return;
	if (l->count)
		l->items[l->count++] = (Span){ .text = STR(" "), .size = l->size };
	l->items[l->count++] = (Span){ .text = text, .size = l->size, .bold = bold };
}

static void add_item(BoardPdf *b, const Spans *l, Str mark, double indent)
{
	indent *= b->size;
	const SetWords *set = drawing_set(b->s.drawing, &(Words){ .spans = l->items,
	                                                          .count = l->count,
	                                                          .width = b->column - indent,
	                                                          .leading = b->leading,
	                                                          .gently = true });
	Block *block = add(b, BLOCK_ITEM, set, 0);
	block->indent = indent;
	block->mark = sheet_set(&b->s, mark, (Face){ .size = b->size, .leading = b->leading }, 0);
}

/* 【中止】 name（見本） time where（who） note */
static void add_entry(BoardPdf *b, const Value *s)
{
	Arena *a = &b->arena;
	Spans l = { .size = b->size };
	Str state = slot_text(s, SLOT_ENTRY_STATE), who = slot_text(s, SLOT_ENTRY_WHO);
	say(&l, state.len ? STR_CONCAT(a, STR("【"), state, STR("】")) : state, true);
	say(&l, slot_text(s, SLOT_ENTRY_NAME), true);
	say(&l, s[SLOT_ENTRY_SAMPLE].kind == VALUE_TRUE ? STR("（見本）") : (Str){ 0 }, true);
	say(&l, slot_text(s, SLOT_ENTRY_TIME), false);
	say(&l, slot_text(s, SLOT_ENTRY_WHERE), false);
	say(&l, who.len ? STR_CONCAT(a, STR("（"), who, STR("）")) : who, false);
	say(&l, slot_text(s, SLOT_ENTRY_NOTE), true);
	add_item(b, &l, STR("・"), ITEM_INDENT);
}

static void add_day(BoardPdf *b, const Value *day)
{
	const Value *entries = &day[SLOT_DAY_ENTRIES];
	Spans l = { .size = b->size + 1 };
	Str note = slot_text(day, SLOT_DAY_NOTE);
	say(&l, slot_text(day, SLOT_DAY_LABEL), true);
	say(&l, note.len ? STR_CONCAT(&b->arena, STR("（"), note, STR("）")) : note, false);
	const Words words = { .spans = l.items, .count = l.count, .width = b->column, .leading = b->leading };
	add(b, BLOCK_DAY, drawing_set(b->s.drawing, &words), 0);
	for (uint32_t i = 0; i < entries->count; i++)
		add_entry(b, entries->as.items[i].as.frame.slots);
	if (entries->count)
		b->blocks[b->count - 1].height += DRAWING_MM(1.2);
}

/* Few words: a line of them ends where a phrase does. */
static void add_sentence(BoardPdf *b, Str text)
{
	const Span span = { .text = text, .size = b->size };
	const Words words = { .spans = &span, .count = 1, .width = b->column, .leading = b->leading, .phrases = true };
	add(b, BLOCK_ITEM, drawing_set(b->s.drawing, &words), 0);
}

static void add_days(BoardPdf *b)
{
	const Value *days = &b->slots[SLOT_BOARD_DAYS];
	Str note = slot_text(b->slots, SLOT_BOARD_DAYS_NOTE);
	add_heading(b, STR("日にちの決まった催し"));
	if (note.len || !days->count)
		add_sentence(b, note.len ? note : STR("日にちの決まった催しは、ありません。"));
	for (uint32_t i = 0; i < days->count; i++)
		add_day(b, days->as.items[i].as.frame.slots);
}

static void add_links(BoardPdf *b, Str heading, const Value *links, bool numbered)
{
	if (!links->count)
		return;
	add_heading(b, heading);
	for (uint32_t i = 0; i < links->count; i++) {
		const Value *s = links->as.items[i].as.frame.slots;
		Spans l = { .size = b->size };
		say(&l, slot_text(s, SLOT_LINK_NAME), true);
		say(&l, slot_text(s, SLOT_LINK_NOTE), false);
		add_item(b, &l, numbered ? words_number(i + 1, &b->arena) : STR("・"),
		         numbered ? PLACE_INDENT : ITEM_INDENT);
	}
	b->blocks[b->count - 1].height += DRAWING_MM(1.5);
}

static void add_left_out(BoardPdf *b)
{
	Str text = slot_text(b->slots, SLOT_BOARD_LEFT_OUT);
	const Face face = { .size = b->size, .leading = b->leading };
	if (text.len)
		add(b, BLOCK_FRAMED, sheet_set(&b->s, text, face, b->column - DRAWING_MM(4)), DRAWING_MM(4))->indent =
			DRAWING_MM(2);
}

/* The map, below it what its numbers stand for. */
static void add_map(BoardPdf *b)
{
	if (b->map->kind != VALUE_FRAME)
		return;
	const Value *s = b->map->as.frame.slots;
	bool pins = s[SLOT_MAP_HAS_PINS].kind == VALUE_TRUE;
	Str key = slot_text(b->slots, SLOT_BOARD_MAP_KEY);
	Str note = STR_CONCAT(&b->arena, pins ? STR("番号は「いつでも行けるところ」の番号です。") : (Str){ 0 },
	                      STR("境は目安です。"), key.len ? STR("\n") : (Str){ 0 }, key);
	const Face face = { .size = b->paper->note, .leading = NOTE_LEADING };
	double height = sheet_map_height(s, b->column);
	add_heading(b, slot_text(s, SLOT_MAP_LABEL));
	add(b, BLOCK_MAP, sheet_set(&b->s, note, face, b->column), height + DRAWING_MM(1.5));
}

static void gather(BoardPdf *b)
{
	b->count = 0;
	add_days(b);
	add_links(b, STR("くり返しの催し"), &b->slots[SLOT_BOARD_REGULAR], false);
	add_links(b, STR("いつでも行けるところ"), &b->slots[SLOT_BOARD_PLACES], true);
	add_left_out(b);
}

/* Columns. */

static bool leads(const Block *block)
{
	return block->kind == BLOCK_LIST || block->kind == BLOCK_DAY;
}

/* Headings stand with what follows them. */
static size_t unit_end(const BoardPdf *b, size_t from, double *height)
{
	size_t i = from;
	*height = b->blocks[i].height;
	while (leads(&b->blocks[i]) && i + 1 < b->count)
		*height += b->blocks[++i].height;
	return i + 1;
}

/* Into two columns of that height; false: they do not hold it. */
static bool place(BoardPdf *b, double height)
{
	double x = 0, y = 0;
	for (size_t from = 0, until; from < b->count; from = until) {
		double own;
		until = unit_end(b, from, &own);
		if (y > 0 && y + own > height) {
			if (x > 0)
				return false;
			x = b->column + BETWEEN;
			y = 0;
		}
		for (size_t i = from; i < until; i++) {
			b->blocks[i].x = x;
			b->blocks[i].y = y;
			y += b->blocks[i].height;
		}
		if (y > height)
			return false;
	}
	return true;
}

/* As low as two columns can be, so that both are filled alike. */
static bool balance(BoardPdf *b, double room)
{
	double all = 0;
	for (size_t i = 0; i < b->count; i++)
		all += b->blocks[i].height;
	double height = all / 2;
	while (height < room && !place(b, height))
		height += BALANCE_STEP;
	return height < room || place(b, room);
}

static void put_block(BoardPdf *b, const Block *block)
{
	static const char *const tags[] = { [BLOCK_LIST] = "H2", [BLOCK_DAY] = "H3", [BLOCK_ITEM] = "P",
		                            [BLOCK_FRAMED] = "P", [BLOCK_MAP] = "P" };
	Sheet *s = &b->s;
	double y = block->y, pad = block->kind == BLOCK_FRAMED ? DRAWING_MM(1) : 0;
	if (block->kind == BLOCK_MAP) {
		const Value *map = b->map->as.frame.slots;
		sheet_map(s, map, b->sheet->paper, block->x, y, b->column);
		y += sheet_map_height(map, b->column) + DRAWING_MM(1);
	}
	if (block->kind == BLOCK_FRAMED)
		sheet_box(s, block->x, y, b->column, block->set->height + 2 * pad, RULE_THIN * 2);
	sheet_tag(s, tags[block->kind]);
	if (block->mark)
		sheet_words(s, block->x, y, block->mark, INK_BLACK);
	sheet_words(s, block->x + block->indent, y + pad, block->set, INK_BLACK);
	sheet_tag_end(s, tags[block->kind]);
	if (block->kind == BLOCK_LIST)
		sheet_line(s, block->x, y + block->set->height, b->column, RULE_THIN * 2);
}

static void put_columns(BoardPdf *b, double room)
{
	Sheet *s = &b->s;
	for (size_t i = 0; i < b->count; i++)
		put_block(b, &b->blocks[i]);
	sheet_fill(s, b->column + BETWEEN / 2, 0, RULE_THIN, room - DRAWING_MM(2), INK_BLACK);
	sheet_strip(s, room);
}

/* Above and below the columns. */

static void put_head(BoardPdf *b)
{
	Sheet *s = &b->s;
	Str title = STR_CONCAT(&b->arena, slot_text(b->slots, SLOT_BOARD_AREA), STR(" "),
	                       slot_text(b->slots, SLOT_BOARD_MONTH), STR("の予定"));
	const Face month = { .size = b->paper->month, .bold = true, .leading = HEAD_LEADING };
	const Face face = { .size = b->paper->holds, .leading = ITEM_LEADING };
	const SetWords *whose = sheet_set(s, b->desk->press->site->info.name, face, 0);
	double width = s->width - whose->width - face.size;
	sheet_strip(s, sheet_text(s, "H1", 0, 0, title, month, s->width));
	double height = sheet_text(s, "P", 0, 0, slot_text(b->slots, SLOT_BOARD_HOLDS), face, width);
	sheet_tag(s, "P");
	sheet_words(s, s->width - whose->width, 0, whose, INK_BLACK);
	sheet_tag_end(s, "P");
	sheet_strip(s, fmax(height, whose->height));
	sheet_gap(s, DRAWING_MM(1.5), 0);
	sheet_line(s, 0, RULE_THICK / 2, s->width, RULE_THICK);
	sheet_strip(s, RULE_THICK);
	sheet_gap(s, DRAWING_MM(2.5), 0);
}

static const Qr *code_of(const BoardPdf *b, Str path, Arena *a)
{
	Qr *code = NEW(a, Qr);
	const Press *press = b->desk->press;
	return !press->skip.qr && qr_make(full_address_of(press->site, path, a), QR_M, a, code) ? code : NULL;
}

static void put_ask(BoardPdf *b)
{
	Sheet *s = &b->s;
	const Value *ask = &b->slots[SLOT_BOARD_PAGE].as.frame.slots[SLOT_PAGE_ASK];
	const ReachType type = { b->paper->small, b->paper->phone, false };
	const Face face = { .size = b->paper->small, .bold = true, .leading = LEADING_TEXT };
	double y = DRAWING_MM(1);
	sheet_line(s, 0, RULE_THICK / 2, s->width, RULE_THICK);
	if (ask->kind == VALUE_FRAME && ask->as.frame.slots[SLOT_ASK_FIRST].kind == VALUE_FRAME) {
		y += sheet_text(s, "H2", 0, y, STR("どこに聞けばよいか分からないとき"), face, s->width);
		y += part_reach(s, ask->as.frame.slots[SLOT_ASK_FIRST].as.frame.slots, type, 0, y, s->width);
	}
	sheet_strip(s, y + DRAWING_MM(1));
}

/* A code, and what it is for beside it. */
typedef struct Offer {
	Str path, heading, address;
	Str lines[2];                          /* above and below the address */
	const Qr *code;                        /* NULL: builds that skip codes */
	double side, quiet;
} Offer;

static void set_code(BoardPdf *b, Offer *o)
{
	o->code = code_of(b, o->path, &b->arena);
	if (!o->code)
		return;
	o->side = drawing_qr_side(o->code, CODE_SIDE);
	o->quiet = o->side / o->code->side * QR_QUIET + .5;
}

static double code_room(const Offer *o)
{
	return o->side + 2 * o->quiet;
}

static double put_address(BoardPdf *b, const Offer *o, Face face, double x, double y, double width)
{
	Sheet *s = &b->s;
	const SetWords *address = part_set_address(s, o->address, face, width, ALIGN_START);
	sheet_tag(s, "P");
	sheet_link(s, full_address_of(b->desk->press->site, o->path, &b->arena));
	sheet_words(s, x, y, address, INK_BLACK);
	sheet_link_end(s);
	sheet_tag_end(s, "P");
	return address->height;
}

/* Its height. */
static double put_offer(BoardPdf *b, const Offer *o, double x, double width)
{
	Sheet *s = &b->s;
	double y = DRAWING_MM(1.5);
	const Face face = { .size = b->paper->note, .leading = NOTE_LEADING };
	const Face heading = { .size = b->paper->note + 1, .bold = true, .leading = NOTE_LEADING };
	if (o->code)
		sheet_qr(s, x + o->quiet, o->quiet, o->side, o->code);
	x += code_room(o);
	y += sheet_text(s, "H2", x, y, o->heading, heading, width);
	y += sheet_text(s, "P", x, y, o->lines[0], face, width);
	y += put_address(b, o, face, x, y, width);
	y += sheet_text(s, "P", x, y, o->lines[1], face, width);
	return fmax(y, code_room(o));
}

/* The area's page and when the next sheet comes; how phones take the calendar; the box for the stamp. */
static void put_foot(BoardPdf *b)
{
	Sheet *s = &b->s;
	const Area *area = b->sheet->area;
	Offer page = { .path = area_folder(area, &b->arena),
		       .heading = STR("くわしいページ"),
		       .address = slot_text(b->slots, SLOT_BOARD_ADDRESS),
		       .lines[1] = slot_text(b->slots, SLOT_BOARD_NEXT) };
	Offer calendar = { .path = board_calendar_page(area, &b->arena),
		           .heading = STR("予定表に登録する"),
		           .lines[0] = STR("スマートフォンで開いて登録すると、中止や変更も届きます。"),
		           .address = slot_text(b->slots, SLOT_BOARD_CALENDAR_ADDRESS) };
	set_code(b, &page);
	set_code(b, &calendar);
	double width = (s->width - STAMP_ROOM - OFFER_BETWEEN - code_room(&page) - code_room(&calendar)) / 2;
	sheet_line(s, 0, 0, s->width, RULE_THIN);
	double height = put_offer(b, &page, 0, width);
	height = fmax(height, put_offer(b, &calendar, code_room(&page) + width + OFFER_BETWEEN, width));
	double stamp = part_stamp(s);
	sheet_strip(s, fmax(height, stamp));
}

static void begin(BoardPdf *b)
{
	const Margins margins = { SIDE_MARGIN, SIDE_MARGIN, TOP_MARGIN, FOOT_MARGIN };
	b->s = sheet_begin(b->desk->drawing, b->paper->paper, margins, &b->arena);
	b->column = (b->s.width - BETWEEN) / 2;
}

/* What the columns may take: all but what stands above and below. */
static double room_for_columns(BoardPdf *b)
{
	begin(b);
	put_head(b);
	put_ask(b);
	put_foot(b);
	return sheet_room(&b->s);
}

/* With the largest of the maps that leaves room. */
static bool place_all(BoardPdf *b, double room)
{
	gather(b);
	size_t lists = b->count;
	for (MapForm form = MAP_TALL; form < MAP_FORMS; form++) {
		b->map = &b->maps[form];
		b->count = lists;
		add_map(b);
		if (balance(b, room))
			return true;
	}
	return false;
}

static bool compose(BoardPdf *b, double size, double leading)
{
	drawing_forget(b->desk->drawing);
	arena_reset(&b->arena, (ArenaMark){ 0 });
	double room = room_for_columns(b);
	begin(b);
	b->size = size;
	b->leading = leading;
	if (!place_all(b, room))
		return false;
	put_head(b);
	put_columns(b, room);
	put_ask(b);
	put_foot(b);
	return sheet_room(&b->s) >= -.5 && sheet_clash(&b->s).by <= 0;
}

/* In the largest type; between that and the next larger one, which does not fit, where this does. */
static bool compose_largest(BoardPdf *b)
{
	const BoardType *types = board_types(b->sheet->paper), *t = types;
	for (; t->size; t++)
		if (compose(b, t->size / 10., ITEM_LEADING))
			return t == types || compose(b, (t->size + t[-1].size) / 20., ITEM_LEADING) ||
			       compose(b, t->size / 10., ITEM_LEADING);
	return compose(b, t[-1].size / 10., ITEM_LEAST);
}

/* Something is left out, so that no larger type is tried. */
static bool compose_full(BoardPdf *b)
{
	const BoardType *last = board_types(b->sheet->paper);
	while (last[1].size)
		last++;
	return compose(b, last->size / 10., ITEM_LEAST);
}

static DrawingAbout about(const BoardPdf *b, Arena *a)
{
	const Site *site = b->desk->press->site;
	Civil day = day_civil(board_days(b->sheet).from);
	Str whose = slot_text(b->slots, SLOT_BOARD_AREA), month = slot_text(b->slots, SLOT_BOARD_MONTH);
	return (DrawingAbout){ .title = STR_CONCAT(a, whose, STR(" "), month, STR("の予定表")),
		               .author = site->info.name,
		               .subject = slot_text(b->slots, SLOT_BOARD_HOLDS),
		               .date = str_format(a, "%04d-%02d-%02dT00:00:00+09:00", day.year, day.month, day.day) };
}

static Str draw(BoardPdf *b, Arena *a)
{
	const DrawingAbout told = about(b, a);
	Str bytes = { 0 };
	sheet_draw(&b->s, &told, a, &bytes);
	return bytes;
}

/* Estimates err to the large side, so more than they let through is tried first, then less, and at last nothing. */
Str sheet_board(Desk *desk, const BoardSheet *sheet, Arena *a)
{
	BoardPdf *b = NEW(a, BoardPdf);
	BoardSheet less = *sheet;
	Str bytes = { 0 };
	if (!desk_can_draw(desk) || desk->checks)
		return bytes;
	*b = (BoardPdf){ .desk = desk, .sheet = &less, .paper = &board_papers[sheet->paper] };
	for (less.spare = SPARE_LEAST; less.spare <= 100; less.spare += SPARE_STEP) {
		b->slots = view_board(desk, &less, a);
		for (MapForm form = MAP_TALL; form < MAP_FORMS; form++)
			b->maps[form] = board_map(b->slots, desk->press, &less, form, a);
		bool full = slot_text(b->slots, SLOT_BOARD_LEFT_OUT).len > 0;
		bool fits = full ? compose_full(b) : compose_largest(b);
		if (fits || less.spare == 100)
			bytes = draw(b, a);
		if (bytes.len && bytes.len <= SHEET_BYTES)
			break;
	}
	drawing_forget(desk->drawing);
	arena_free(&b->arena);
	return bytes;
}

/* The outputs. */

Str board_pdf_path(const Area *area, Month month, SheetSize paper, Arena *a)
{
	return STR_CONCAT(a, board_folder_on(area, month, paper, a), STR("board.pdf"));
}

Str render_board_pdf(Desk *desk, const Output *out)
{
	const BoardSheet sheet = { .area = out->area, .month = out->page, .paper = (SheetSize)out->list };
	return sheet_board(desk, &sheet, &desk->page);
}
