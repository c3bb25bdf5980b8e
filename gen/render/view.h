/*
 * The city's things as frames: what layouts see of them.
 *
 * One file a noun (view_contact.c, view_record.c …), one function a Shape of
 * shapes.h. They read only the Press and their subject, so a page is a pure
 * function of the site. What is made for one page lives in the desk's page
 * arena; functions that take an Arena make what is kept for all pages.
 */
#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include "base/arena.h"
#include "base/str.h"
#include "format/markdown.h"
#include "format/qr.h"
#include "format/value.h"
#include "render/desk.h"
#include "render/frame.h"
#include "render/often.h"
#include "render/paper.h"
#include "render/plan.h"
#include "render/press.h"
#include "site/select.h"

/* view_site.c, view_page.c */

/* `counts`: how many records areas have, which many pages must not depend on. */
Value view_site(const Press *press, bool counts, Arena *a);
/*
 * Of a file that is opened from a disk: its style sheet is part of it (as a data: address, in which there is
 * nothing but the bytes of print.css), it has no scripts, and no address of it leads anywhere.
 */
Value view_site_alone(const Press *press, Arena *a);
/* An area as a leaf, with the number of its records. */
Value view_area_leaf(const Press *press, const Area *area, bool current, Arena *a);

/* What is special about one page; the rest of its PAGE frame follows from its output. */
typedef struct PageHead {
	Str heading;
	Str title;                             /* where it is not the heading */
	Str summary;
	Str kind;                              /* of page, for class names */
	Value between;                         /* LINK frame of a crumb between the area and this page; may be NONE */
	Str crumb;                             /* this page's own crumb; empty: the area's is the last one */
	bool of_site;                          /* it belongs to no area: title and crumbs name only the city */
	Str entity;                            /* what it is of, as JSON-LD: see linked.h; may be empty */
	bool noindex;
	bool alone;                            /* opened from a disk: see view_site_alone */
} PageHead;

Value view_page(Desk *desk, const Output *out, const PageHead *head);

/* view_contact.c */

Value view_contact(const Contact *contact, const Press *press, Arena *a);
/* A window as a contact: its name and page, the numbers that reach it, its hours. */
Value view_window(const Record *window, const Press *press, Arena *a);
Value view_hotline(const Hotline *hotline, Arena *a);
/* The block that stands on every page of an area. */
Value view_ask(const Press *press, const Area *area, Arena *a);
/*
 * What a first contact is called where it is shown as one: 西東京市役所, without the （どこに聞けばよいか分からないとき）
 * that all these places say themselves. Borrowed.
 */
Str   words_first_contact(const Record *window);
/* The contact that answers for a window: the first with a number one can call. */
const Contact *window_contact(const Record *window);
/* Not a number of nobody (000-…), nor of nobody yet (確認中). */
bool  phone_can_be_called(Str phone);
/* tel:+81424641311; empty for what cannot or must not be called. */
Str   phone_url(Str phone, Arena *a);

/* view_term.c: choices with where they lead and how much is there */

typedef struct Choice {
	Str url, words;                        /* how much is there, in words; may be empty */
	bool nothing;
} Choice;

typedef struct Areas {
	const Area **items;
	size_t count;
} Areas;

Choice choice_of_index(const Press *press, const Area *area, int age, int purpose);
Choice choice_of_kind(const Press *press, const Area *area, Kind kind, Arena *a);
/* A TERM; `term` may be NULL where it is none of the vocabulary. */
Value term_frame(Str id, const Term *term, Str label, Choice choice, bool current, Arena *a);
/* The indexes of the area by each age, by each purpose. */
Value view_ages(const Press *press, const Area *area, Arena *a);
Value view_purposes(const Press *press, const Area *area, Arena *a);
Value view_troubles(const Press *press, Arena *a);
Value view_kinds(const Press *press, const Area *area, Arena *a);
/* The areas one may want instead of this one, this one among them. */
Areas places_to_choose(const Area *area, Arena *a);
/* The same list of one kind for these areas. */
Value view_places(const Press *press, const Area *area, Kind kind, Arena *a);
/* One index by its area, age and purpose in words. */
Value view_index_choice(const Press *press, const Area *area, int age, int purpose, Arena *a);
/* 65〜74歳・いっしょに食べたい */
Str   words_index(const Site *site, int age, int purpose, Arena *a);
/* Terms of a set, each leading to its index in the record's area. */
Value view_record_terms(const Press *press, const Record *r, VocabularyList list, TermSet set, Arena *a);

/* view_tile.c: the three lists of choices on an index, as <li> elements made with the layout 'tile' */

/* Renders the tiles of the area's indexes, none of them current; `indexes` are those of the area. */
void  tiles_make(const Press *press, const Area *area, ReadyIndex *indexes, Arena *scratch, Arena *a);
Value view_age_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a);
Value view_purpose_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a);
Value view_place_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a);

/* view_line.c */

/* The record's <li>, rendered; `desk` is any worker's. */
/* The one that Event.next belongs to: the first that is held, else the first to come; NULL where there is none. */
const Occurrence *next_occurrence(const Press *press, const Event *e);
/* Its day and times; empty where there is none. */
Str   words_next(const Press *press, const Event *e, Arena *a);
Str   view_line(const Press *press, const Record *r, Arena *scratch, Arena *a);
/* A SECTION of these records' lines. */
typedef struct SectionHead {
	Str id, label, more_url, more;
	size_t count;                          /* in all */
} SectionHead;
Value view_section(const Press *press, const SectionHead *head, const Record *const *records, size_t count, Arena *a);
/* The same of rows of an area. */
Value view_section_rows(const Press *press, const SectionHead *head, const uint32_t *numbers, size_t count, Arena *a);

/* view_day.c */

/* Which days and entries; `passes` may be NULL. */
typedef struct DaysWanted DaysWanted;
struct DaysWanted {
	DayRange days;
	size_t skip, most;                     /* entries */
	size_t most_a_day;                     /* 0: all of them; else what was on the days before is left out too */
	OftenSpan often;                       /* what is told once, at the head: see often.h */
	bool on_paper;                         /* nothing is said of today and tomorrow */
	bool (*passes)(const DaysWanted *wanted, const AgendaItem *item);
};

/*
 * DAY frames with what is on in the area, at their head one without a day for what is told once; *left_out (may be
 * NULL) tells how many entries come after these.
 */
Value view_days(const Press *press, const Area *area, const DaysWanted *wanted, size_t *left_out, Arena *a);
/*
 * The first of what leads the area's page, as ENTRY frames with the day for
 * a time: urgent notices, then what is called off or changed, soonest first.
 * *total tells how many there are.
 */
Value view_brief_leads(const Press *press, const Area *area, size_t *total, Arena *a);
/* Of them what cannot wait: emergencies, and what is called off or changed today. */
Value view_urgent_leads(const Press *press, const Area *area, Arena *a);
/* The next dates of an event. */
Value view_dates(const Press *press, const Record *event, Arena *a);
/* The first of the coming days that is not as planned, or NULL. */
const Occurrence *occurrence_unlike_plan(const Press *press, const Record *event);
/* 12月8日（火曜日）は、ところが変わります: without full stop. */
Str   words_of_altered_day(const Press *press, const Record *event, const Occurrence *o, Arena *a);
/* What follows a changed day: は、ところが変わります; から、 where it begins; は、…変わっています where it has begun. */
void  say_alteration(Buf *b, const Press *press, const Record *event, const Occurrence *o);
/* Why a day is not as planned, as far as that was told. */
Str   occurrence_reason(const Occurrence *o);
/* What is said of a day: the whole event's state before the day's own; empty when it is as planned. */
Str   occurrence_state(const Record *event, const Occurrence *o, Str *id);
/* Why, and the new day or place; `year` as in say.h. */
Str   occurrence_note(const Record *event, const Occurrence *o, int year, Arena *a);

/* view_open.c: for open.js */

/* When it is open for certain: 31-510-1035, weekdays as bits and minutes; empty: nothing is certain. */
Str   view_open(const Site *site, const Record *r, Arena *a);
/* When that is not so: 20261229-20270103 … */
Str   view_shut(const Press *press, const Record *r, Arena *a);
/* The part of it that is of one calendar, made once: Press.days_shut. */
Str   view_days_shut(const Site *site, const Calendar *calendar, Arena *a);

/* view_fact.c, view_record.c */

Value view_facts(const Press *press, const Record *r, Arena *a);
/*
 * The FACT "changes" of an event alone, for paper: without what a list of these days tells, and only why where ところ
 * or とき tell the rest; NONE where nothing is left.
 */
Value view_changes(const Press *press, const Record *event, const Occurrence *const *told, size_t count, Arena *a);
/* The RECORD frame without its body; kept at the desk while the record's outputs are made. */
const Value *view_record(Desk *desk, const Record *r);
/* 1年以上確認していません。行く前にお電話ください。 Empty while it is not stale. */
Str   words_stale(const Press *press, const Record *r, Arena *a);
/* The alert, until its day has passed. */
Str   words_alert(const Press *press, const Record *r);
/* 版: 8 hex digits of what the flyer of a RECORD frame shows. */
Str   record_edition(const Value *slots, const Record *r, Str body, Arena *a);

/* view_news.c */

/* NEWS_DAY frames of these items, by day. */
Value view_news(const Press *press, const NewsItem *const *items, size_t count, Arena *a);
Value view_news_item(const Press *press, const NewsItem *item, Arena *a);
/* CHANGE frames: what is vital of the record's news of the last CHANGES_DAYS. */
Value view_record_changes(const Press *press, const Record *r, Arena *a);
/* The address of the area's 更新情報; empty without a history. */
Str   news_url(const Press *press, const Area *area, Arena *a);

/* view_body.c: Markdown rendered; what is wrong in it goes into the desk's Diag */

Str   view_body(Desk *desk, const Record *r);
/* The same for a sheet: what is wrong in it is told by whoever shows the whole of it. */
Str   view_body_again(Desk *desk, const Record *r);
/* Its paragraphs, headings and items, likewise. */
TextBlocks view_body_blocks(Desk *desk, const Record *r);
/* As it is written, not rendered; false: it could not be read, which has been told. */
bool  view_body_text(Desk *desk, const Record *r, Str *text);
Str   view_easy_body(Desk *desk, const Record *r);
/* Only for what is wrong. */
void  check_bodies(Desk *desk, const Record *r);
/* Of one of Site.doubtful. */
void  check_doubtful_bodies(Desk *desk, const Record *r);

/* view_picture.c */

Value view_pictures(const Press *press, const Record *r, Arena *a);
/* The <img> of the record's image of that file name, or its description where images are left out; empty: unknown. */
Str   picture_html(const Press *press, const Record *r, Str file, Str alt, Arena *a);
/* The n-th image of the record, read; NULL where it is not shown. */
const Picture *picture_of(const Press *press, const Record *r, size_t image);
/* Where it is published. */
Str   picture_path(const Record *r, size_t image, Arena *a);

/* view_rows.c: sections of the rows of an area */

/* Numbers of the records of that kind: those from `skip` on, at most `most`; *total counts all. */
const uint32_t *rows_find(Rows rows, Kind kind, size_t skip, size_t most, size_t *found, size_t *total, Arena *a);
/* A section of the first `most`, or NONE where there are none; head->count becomes the number of all. */
Value view_rows(const Press *press, Rows rows, Kind kind, size_t most, SectionHead head, Arena *a);
/* What leads a page of the area: urgent notices, 中止・変更, other notices; NONE where there is nothing. */
Value view_leads(const Press *press, const Area *area, Arena *a);
/* A pager for pages of a list whose page 1 is `folder`; NONE for one page. */
Value view_pager(const Press *press, Str folder, int page, size_t pages, Arena *a);
/* Of a list of records. */
size_t page_count(size_t total);
size_t whatson_pages(const Press *press, const Area *area);

/* view_tier.c */

/* Who serves the area, tier by tier. */
Value view_tiers(const Press *press, const Area *area, Arena *a);
/* Every tier with the schemes in its cells. */
Value view_matrix(const Press *press, Arena *a);

/* view_map.c */

/*
 * A MAP of the area: the city's shows all districts, a district's its chome
 * and places among its neighbours. Without a map, its list alone; NONE where
 * there is neither.
 */
Value view_map(const Press *press, const Area *area, Arena *a);
/* On paper: as tall as the area is, or flatter, so that lists have room. */
typedef enum MapForm { MAP_TALL, MAP_LOW, MAP_FLAT, MAP_FORMS } MapForm;
/* What a map on paper shows. */
typedef struct PaperMap {
	const Area *area;
	SheetSize paper;
	MapForm form;
	const Record *const *places;           /* numbered as they are listed */
	size_t count;
} PaperMap;
/* The same to be printed a column wide: no lists, and of the places these alone. NONE where there is no map. */
Value view_paper_map(const Press *press, const PaperMap *map, Arena *a);
/* Its height, whose width is MAP_WIDTH; 0 where there is no map. */
int   paper_map_height(const Press *press, const Area *area, MapForm form);
/* 13 芝久保小　14 西原小: what the numbers on the map of an area that holds districts stand for. */
Str   words_map_key(const Press *press, const Area *area, Arena *a);

/*
 * view_flyer_text.c: the record's text, which may be cut
 *
 *   behind a sentence, and behind a paragraph or an entry of a list;
 *   where there is none of these for FLYER_STRETCH characters, behind a 、;
 *   where there is no 、 either, behind a word; where not even that, anywhere
 *   in Japanese.
 *
 * A text cut within a sentence ends in ……. So however a text is written, a
 * sheet has the beginning of it, and no room for FLYER_STRETCH characters is
 * left empty for want of an end.
 */

enum { FLYER_ENDS = 128, FLYER_STRETCH = 80 };

typedef struct TextEnd {
	uint32_t block, at;                    /* so many bytes of that block are within */
	bool within;                           /* a sentence, which goes on */
} TextEnd;

typedef struct FlyerText {
	const TextBlock *blocks;
	size_t count;
	TextEnd ends[FLYER_ENDS];
	size_t end_count;                      /* 0: there is no text */
	bool endless;                          /* there is more than any sheet could hold */
	bool leads;                            /* it is what the sheet is for: a notice's */
} FlyerText;

/* More than headings. */
bool      flyer_has_text(Desk *desk, const Record *r);
/* `whole` bytes are more than any sheet could hold, and `part` more than one that does not hold the whole. */
FlyerText flyer_text(Desk *desk, const Record *r, size_t whole, size_t part);
/* PARAGRAPH frames of its first sentences. */
Value     flyer_text_until(const FlyerText *t, size_t ends, Arena *a);

/* view_flyer.c: what a flyer shows, whatever draws it */

/* FLYER slots, but for the page around it and what is cut to fit one sheet. */
Value *view_flyer(Desk *desk, const Record *r, Arena *a);
/*
 * How much room is left, in tenths of a point, when these slots are set in type of that size and with a headline of
 * that class: 's', 'm' or 'l'; less than 0: they do not fit.
 */
typedef int FlyerFits(void *context, const Value *slots, TypeSize type, char headline);
/*
 * Fills in the rest, giving up no more than it takes to fit: first larger type, then the text from its end on, then
 * dates, points and marks, never a fact. `fits` has been asked last for what the slots are then; false: not even that
 * fits.
 */
bool   view_flyer_cut(Value *slots, Desk *desk, const Record *r, FlyerFits *fits, void *context, Arena *a);
/* Everything given up that may be, also the text if there is one; set in TYPE_DENSE with a headline of class 'l'. */
void   view_flyer_least(Value *slots, const Press *press, const Record *r, bool text, Arena *a);

/* sheet_flyer.c */

/*
 * Where the record's flyer.pdf is, into its RECORD slots; nothing where there is none. `sized`: and how large, so it
 * is drawn now. Pages in other languages are made apart from it, and do not say.
 */
void   fill_flyer_pdf(Value *record, Desk *desk, const Record *r, bool sized);

/* sheet_flyer_days.c: of a record that is not published yet, for a desk that only checks */

void   check_flyer_to_come(Desk *desk, const Record *r);

/* view_qr.c */

/* The QR code of a path's full address, an SVG; NONE with --skip qr. */
Value view_qr(const Press *press, Str path, QrLevel level, Arena *a);

/* page_find.c */

/* A FIND_TOWN without its chome, that leads to its place on `page` (empty: on this page). */
Value view_town(const Press *press, size_t number, Str page, Arena *a);

/* page_*.c: one page each, as outputs.c renders them */

Str render_home(Desk *desk, const Output *out);
Str render_area(Desk *desk, const Output *out);
Str render_index(Desk *desk, const Output *out);
Str render_kind_list(Desk *desk, const Output *out);
Str render_whatson(Desk *desk, const Output *out);
Str render_news(Desk *desk, const Output *out);
Str render_board(Desk *desk, const Output *out);
Str render_board_plan(Desk *desk, const Output *out);
/* The BOARD slots of a month's sheet, its lists not cut to fit it; nothing that only a page has. */
const Value *view_whole_board(Desk *desk, const Output *out);
Str render_record(Desk *desk, const Output *out);
Str render_flyer_pdf(Desk *desk, const Output *out);
Str render_flyer(Desk *desk, const Output *out);
Str render_short(Desk *desk, const Output *out);
Str render_withdrawn(Desk *desk, const Output *out);
Str render_moved(Desk *desk, const Output *out);
Str render_find(Desk *desk, const Output *out);
Str render_consult(Desk *desk, const Output *out);
Str render_schemes(Desk *desk, const Output *out);
Str render_search(Desk *desk, const Output *out);
Str render_kana(Desk *desk, const Output *out);
/* Records of a row of the syllabary (kana.h), and those of them on a page. */
Selection kana_row_records(const Press *press, int row);
Selection kana_lines(const Press *press, int row, int page);

Str render_about(Desk *desk, const Output *out);
Str render_accessibility(Desk *desk, const Output *out);
Str render_missing(Desk *desk, const Output *out);

Str render_picture(Desk *desk, const Output *out);

/* served.c: what is for servers and search engines */

/* The protocol allows 50,000 addresses and 50 MB a file: so many leave 5 kB for each, with all its languages. */
enum { SITEMAP_MOST = 10000 };
/* Where each file of a sitemap begins, so that it has at most so many addresses. */
Sitemaps sitemaps_split(const Plan *plan, size_t most, Arena *a);
Str sitemap_path(size_t number, Arena *a);
Str render_sitemap(Desk *desk, const Output *out);
Str render_sitemap_part(Desk *desk, const Output *out);
Str render_robots(Desk *desk, const Output *out);
Str render_headers(Desk *desk, const Output *out);
Str render_redirects(Desk *desk, const Output *out);
Str render_nginx(Desk *desk, const Output *out);

/* feed.c */

Str render_feed(Desk *desk, const Output *out);
Str render_json_feed(Desk *desk, const Output *out);

#endif
