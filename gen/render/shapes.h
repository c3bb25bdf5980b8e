/*
 * What each page offers its layout: the names a designer may use.
 *
 * Every page's root has `site` and `page`, which are reachable from any
 * depth, and the slots of its own shape. The reference in
 * layouts/README.md is printed from these tables (`keijiban explain layouts`),
 * and layouts are checked against them before anything is rendered.
 *
 * A Slots array is filled by slot number: slots[LINE_NAME] = value_text(…).
 * The enums below and the tables in shapes.c are one list each, in one order.
 *
 * Convention: a slot whose name ends in _url holds an address this program
 * made or checked; only those may stand in href and src.
 */
#ifndef RENDER_SHAPES_H
#define RENDER_SHAPES_H

#include "format/value.h"

/* X(ENUMERATOR, "name", type, shape of items, "help") */

#define SHAPE_TERM(X) /* an age band, a purpose, a trouble … with where it leads and how much is there */ \
	X(TERM_ID, "id", SLOT_TEXT, NULL, N_("id of the word, for class names and anchors")) \
	X(TERM_LABEL, "label", SLOT_TEXT, NULL, N_("the word in full")) \
	X(TERM_SHORT, "short", SLOT_TEXT, NULL, N_("the word for tiles and chips")) \
	X(TERM_NOTE, "note", SLOT_TEXT, NULL, N_("what it includes")) \
	X(TERM_ICON_URL, "icon_url", SLOT_TEXT, NULL, N_("of a kind or a mark: its picture in icons.svg; else empty")) \
	X(TERM_URL, "term_url", SLOT_TEXT, NULL, N_("the page of it")) \
	X(TERM_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it leads to")) \
	X(TERM_CURRENT, "current", SLOT_BOOL, NULL, N_("it is the one chosen on this page")) \
	X(TERM_NOTHING, "nothing", SLOT_BOOL, NULL, N_("it leads to no record"))

#define SHAPE_LINK(X) \
	X(LINK_NAME, "name", SLOT_TEXT, NULL, N_("text of the link")) \
	X(LINK_URL, "link_url", SLOT_TEXT, NULL, N_("where it leads; empty: only a text")) \
	X(LINK_NOTE, "note", SLOT_TEXT, NULL, N_("a few words behind it")) \
	X(LINK_CURRENT, "current", SLOT_BOOL, NULL, N_("it is this page"))

#define SHAPE_CONTACT(X) \
	X(CONTACT_NAME, "name", SLOT_TEXT, NULL, N_("name of the window, office or group")) \
	X(CONTACT_NAME_URL, "name_url", SLOT_TEXT, NULL, N_("its page here, if it has one")) \
	X(CONTACT_PHONE, "phone", SLOT_TEXT, NULL, N_("phone number, or 確認中")) \
	X(CONTACT_PHONE_URL, "phone_url", SLOT_TEXT, NULL, \
	  N_("tel: link; empty for a sample or unknown number")) \
	X(CONTACT_FAX, "fax", SLOT_TEXT, NULL, N_("FAX number")) \
	X(CONTACT_EMAIL, "email", SLOT_TEXT, NULL, N_("mail address")) \
	X(CONTACT_EMAIL_URL, "email_url", SLOT_TEXT, NULL, N_("mailto: link")) \
	X(CONTACT_WEB_URL, "web_url", SLOT_TEXT, NULL, N_("its own page elsewhere")) \
	X(CONTACT_HOURS, "hours", SLOT_LIST, NULL, N_("opening hours, a text a line")) \
	X(CONTACT_AFTER, "after_hours", SLOT_TEXT, NULL, N_("what to do outside these hours")) \
	X(CONTACT_NOTE, "note", SLOT_TEXT, NULL, N_("what else to know")) \
	X(CONTACT_ASK, "ask", SLOT_TEXT, NULL, N_("whom to ask for a name that is not published")) \
	X(CONTACT_CHANNELS, "channels", SLOT_TEXT, NULL, N_("ways to reach it, in words")) \
	X(CONTACT_WHERE, "where", SLOT_TEXT, NULL, N_("where its counter is")) \
	X(CONTACT_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact")) \
	X(CONTACT_HAS_HOURS, "has_hours", SLOT_BOOL, NULL, N_("there are opening hours")) \
	X(CONTACT_PHONEBOOK_URL, "phonebook_url", SLOT_TEXT, NULL, \
	  N_("its numbers as a vCard, for a telephone's own book; empty where there is none"))

/* The block that stands at the same place on every page. */
#define SHAPE_ASK(X) \
	X(ASK_AREA, "area", SLOT_TEXT, NULL, N_("name of the area it is the first contact of")) \
	X(ASK_FIRST, "first", SLOT_FRAME, &CONTACT_SHAPE, N_("the first contact")) \
	X(ASK_OTHERS, "others", SLOT_LIST, &ASK_OTHER_SHAPE, N_("first contacts for some ages or troubles")) \
	X(ASK_CONSULT_URL, "consult_url", SLOT_TEXT, NULL, N_("page of all windows")) \
	X(ASK_REPORT, "report", SLOT_FRAME, &CONTACT_SHAPE, N_("where to report a neighbourhood's trouble")) \
	X(ASK_HAS_OTHERS, "has_others", SLOT_BOOL, NULL, N_("there are others"))

#define SHAPE_ASK_OTHER(X) \
	X(ASK_OTHER_WHO, "who", SLOT_TEXT, NULL, N_("for whom: 赤ちゃん・小学生 …")) \
	X(ASK_OTHER_CONTACT, "contact", SLOT_FRAME, &CONTACT_SHAPE, N_("whom to ask"))

#define SHAPE_TREE(X) /* an area with those inside it */ \
	X(TREE_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(TREE_KANA, "kana", SLOT_TEXT, NULL, N_("its reading")) \
	X(TREE_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(TREE_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(TREE_CURRENT, "current", SLOT_BOOL, NULL, N_("it is this page's area")) \
	X(TREE_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it has")) \
	X(TREE_CHILDREN, "children", SLOT_LIST, &TREE_LEAF_SHAPE, N_("the areas inside it"))

#define SHAPE_TREE_LEAF(X) \
	X(TREE_LEAF_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(TREE_LEAF_KANA, "kana", SLOT_TEXT, NULL, N_("its reading")) \
	X(TREE_LEAF_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(TREE_LEAF_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(TREE_LEAF_CURRENT, "current", SLOT_BOOL, NULL, N_("it is this page's area")) \
	X(TREE_LEAF_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it has"))

#define SHAPE_CREDIT(X) \
	X(CREDIT_NAME, "name", SLOT_TEXT, NULL, N_("what was used")) \
	X(CREDIT_TEXT, "text", SLOT_TEXT, NULL, N_("the credit it asks for")) \
	X(CREDIT_URL, "credit_url", SLOT_TEXT, NULL, N_("where it is from"))

#define SHAPE_SITE(X) \
	X(SITE_NAME, "name", SLOT_TEXT, NULL, N_("name of the site")) \
	X(SITE_SHORT, "short", SLOT_TEXT, NULL, N_("short name of the site")) \
	X(SITE_CITY, "city", SLOT_TEXT, NULL, N_("name of the city")) \
	X(SITE_LANG, "lang", SLOT_TEXT, NULL, N_("language of the pages")) \
	X(SITE_ADDRESS, "address", SLOT_TEXT, NULL, N_("the site's address in words, as printed on paper")) \
	X(SITE_HOME_URL, "home_url", SLOT_TEXT, NULL, N_("the home page")) \
	X(SITE_FIND_URL, "find_url", SLOT_TEXT, NULL, N_("find my district")) \
	X(SITE_CONSULT_URL, "consult_url", SLOT_TEXT, NULL, N_("whom to ask")) \
	X(SITE_SCHEMES_URL, "schemes_url", SLOT_TEXT, NULL, N_("who does what")) \
	X(SITE_EVENTS_URL, "events_url", SLOT_TEXT, NULL, N_("what is on")) \
	X(SITE_PLACES_URL, "places_url", SLOT_TEXT, NULL, N_("places")) \
	X(SITE_SEARCH_URL, "search_url", SLOT_TEXT, NULL, N_("search by words and by the syllabary")) \
	X(SITE_ALL_URL, "all_url", SLOT_TEXT, NULL, N_("everything, for every age and purpose")) \
	X(SITE_ABOUT_URL, "about_url", SLOT_TEXT, NULL, N_("about this site")) \
	X(SITE_DATA_URL, "data_page_url", SLOT_TEXT, NULL, N_("open data")) \
	X(SITE_ACCESS_URL, "accessibility_url", SLOT_TEXT, NULL, N_("accessibility of this site")) \
	X(SITE_STYLE_URL, "style_url", SLOT_TEXT, NULL, N_("the style sheet, with its hash")) \
	X(SITE_PRINT_URL, "print_url", SLOT_TEXT, NULL, N_("the style sheet of flyers and board sheets")) \
	X(SITE_PLACE_JS_URL, "place_script_url", SLOT_TEXT, NULL, \
	  N_("place.js: remembers the reader's district; empty (as of every script): there is none")) \
	X(SITE_READINGS_URL, "readings_url", SLOT_TEXT, NULL, \
	  N_("the readings that ruby.js shows; empty when there are none")) \
	X(SITE_RUBY_JS_URL, "ruby_script_url", SLOT_TEXT, NULL, N_("ruby.js: shows and hides readings")) \
	X(SITE_SEARCH_JS_URL, "search_script_url", SLOT_TEXT, NULL, N_("search.js: of the search page")) \
	X(SITE_FILTER_JS_URL, "filter_script_url", SLOT_TEXT, NULL, N_("filter.js: narrows what is listed")) \
	X(SITE_OPEN_JS_URL, "open_script_url", SLOT_TEXT, NULL, N_("open.js: tells that it is open now")) \
	X(SITE_SHARE_JS_URL, "share_script_url", SLOT_TEXT, NULL, N_("share.js: buttons to share and to print")) \
	X(SITE_WORKER_URL, "worker_url", SLOT_TEXT, NULL, N_("sw.js: areas seen before, without a connection")) \
	X(SITE_ACCESS_LABELS, "access_labels", SLOT_TEXT, NULL, N_("words of the accessibility list, | between them")) \
	X(SITE_ICON_URL, "icon_url", SLOT_TEXT, NULL, N_("the site's icon")) \
	X(SITE_LICENCE, "licence", SLOT_TEXT, NULL, N_("licence of the content")) \
	X(SITE_LICENCE_URL, "licence_url", SLOT_TEXT, NULL, N_("its text")) \
	X(SITE_CREDITS, "credits", SLOT_LIST, &CREDIT_SHAPE, N_("whose data was used")) \
	X(SITE_ESTIMATES, "estimates", SLOT_LIST, NULL, N_("what is an estimate, a text each")) \
	X(SITE_AREAS, "areas", SLOT_LIST, &TREE_SHAPE, N_("the city's areas with their districts")) \
	X(SITE_STANDARD, "accessibility_standard", SLOT_TEXT, NULL, N_("standard the site is built to")) \
	X(SITE_SCOPE, "accessibility_scope", SLOT_TEXT, NULL, N_("which pages it covers")) \
	X(SITE_EXCEPTIONS, "accessibility_exceptions", SLOT_LIST, NULL, \
	  N_("what does not meet it, a text each")) \
	X(SITE_ACCESS_CONTACT, "accessibility_contact", SLOT_TEXT, NULL, N_("whom to tell"))

#define SHAPE_PAGE(X) \
	X(PAGE_TITLE, "title", SLOT_TEXT, NULL, N_("content | area | site, unique")) \
	X(PAGE_HEADING, "heading", SLOT_TEXT, NULL, N_("the page's one first heading")) \
	X(PAGE_HEADING_HTML, "heading_html", SLOT_HTML, NULL, \
	  N_("the same, in which names of towns, areas and stations are not broken")) \
	X(PAGE_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line, for search engines too")) \
	X(PAGE_KIND, "kind", SLOT_TEXT, NULL, N_("name of the page's kind, for class names")) \
	X(PAGE_CANONICAL_URL, "canonical_url", SLOT_TEXT, NULL, N_("its full address")) \
	X(PAGE_CRUMBS, "crumbs", SLOT_LIST, &LINK_SHAPE, N_("from the home page to this one")) \
	X(PAGE_ASK, "ask", SLOT_FRAME, &ASK_SHAPE, N_("whom to ask first here")) \
	X(PAGE_ASK_HTML, "ask_html", SLOT_HTML, NULL, \
	  N_("the same as a whole, made once an area with the layout 'parts/ask'")) \
	X(PAGE_AREA, "area", SLOT_FRAME, &LINK_SHAPE, N_("the area this page belongs to")) \
	X(PAGE_ALONE, "alone", SLOT_BOOL, NULL, \
	  N_("it is a file that is opened from a disk: nothing beside it is there, and no link leads anywhere")) \
	X(PAGE_CARD_URL, "card_url", SLOT_TEXT, NULL, \
	  N_("full address of the picture that SNS show with a link to it; empty: it has none")) \
	X(PAGE_JSON_LD, "json_ld", SLOT_HTML, NULL, N_("what it says, for search engines: a <script> of data")) \
	X(PAGE_NOINDEX, "noindex", SLOT_BOOL, NULL, N_("search engines should leave it out")) \
	X(PAGE_LANG, "lang", SLOT_TEXT, NULL, N_("language of this page, for <html lang>")) \
	X(PAGE_EASY, "easy", SLOT_BOOL, NULL, N_("it is in easy Japanese")) \
	X(PAGE_LANGUAGES, "languages", SLOT_LIST, &TONGUE_SHAPE, \
	  N_("the languages to change to, Japanese first; none where there is only one")) \
	X(PAGE_DEFAULT_URL, "default_url", SLOT_TEXT, NULL, \
	  N_("full address of the Japanese page, where it is there in another language too"))

#define SHAPE_TONGUE(X) \
	X(TONGUE_NAME, "name", SLOT_TEXT, NULL, N_("the language's own name")) \
	X(TONGUE_LANG, "lang", SLOT_TEXT, NULL, N_("its tag, for lang and hreflang")) \
	X(TONGUE_URL, "tongue_url", SLOT_TEXT, NULL, \
	  N_("this page in it; else that of its area, or the home page")) \
	X(TONGUE_ALTERNATE_URL, "alternate_url", SLOT_TEXT, NULL, \
	  N_("full address of this page in it, for hreflang; empty where there is none, and for easy Japanese")) \
	X(TONGUE_CURRENT, "current", SLOT_BOOL, NULL, N_("it is that of this page"))

/* One record in a list; rendered once with the layout `line`, then reused on every list as HTML. */
#define SHAPE_LINE(X) \
	X(LINE_NAME, "name", SLOT_TEXT, NULL, N_("its name")) \
	X(LINE_URL, "record_url", SLOT_TEXT, NULL, N_("its page")) \
	X(LINE_KIND, "kind", SLOT_TEXT, NULL, N_("its kind's id, for class names")) \
	X(LINE_KIND_LABEL, "kind_label", SLOT_TEXT, NULL, N_("its kind in words")) \
	X(LINE_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line")) \
	X(LINE_NEXT, "next", SLOT_TEXT, NULL, N_("events: the next day and time in words")) \
	X(LINE_WHEN, "when", SLOT_TEXT, NULL, N_("its repeat or opening hours in words")) \
	X(LINE_WHERE, "where", SLOT_TEXT, NULL, N_("its place")) \
	X(LINE_AREA, "area", SLOT_TEXT, NULL, N_("name of its area")) \
	X(LINE_WHO, "who", SLOT_TEXT, NULL, N_("for whom, in words")) \
	X(LINE_COST, "cost", SLOT_TEXT, NULL, N_("what it costs")) \
	X(LINE_STATE, "state", SLOT_TEXT, NULL, N_("中止, 満員 …; empty when all is as planned")) \
	X(LINE_STATE_ID, "state_id", SLOT_TEXT, NULL, \
	  N_("cancelled, postponed, suspended, full, changed; for class names")) \
	X(LINE_ACCESS, "access", SLOT_TEXT, NULL, N_("what of its accessibility has a short label")) \
	X(LINE_MARKS, "marks", SLOT_TEXT, NULL, N_("what filter.js narrows lists by: f, w, n, r, d20261208, numbers")) \
	X(LINE_OUTREACH, "outreach", SLOT_BOOL, NULL, N_("somebody comes to you")) \
	X(LINE_WANTED, "members_wanted", SLOT_BOOL, NULL, N_("hands are wanted")) \
	X(LINE_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact")) \
	X(LINE_STALE, "stale", SLOT_BOOL, NULL, N_("not confirmed for long"))

/* One day of a calendar list. */
#define SHAPE_DAY(X) \
	X(DAY_LABEL, "label", SLOT_TEXT, NULL, N_("12月8日（火曜日）, or ほぼ毎日の催し")) \
	X(DAY_ISO, "iso", SLOT_TEXT, NULL, N_("2026-12-08, for <time>; empty for what is on nearly every day")) \
	X(DAY_NOTE, "note", SLOT_TEXT, NULL, N_("今日, 明日, or the holiday's name; what is said of ほぼ毎日の催し")) \
	X(DAY_ENTRIES, "entries", SLOT_LIST, &ENTRY_SHAPE, N_("what is on that day")) \
	X(DAY_MORE, "more", SLOT_TEXT, NULL, N_("how many more are on than are told here; empty: none")) \
	X(DAY_MORE_URL, "more_url", SLOT_TEXT, NULL, N_("where they are told"))

#define SHAPE_ENTRY(X) \
	X(ENTRY_NAME, "name", SLOT_TEXT, NULL, N_("name of the event")) \
	X(ENTRY_URL, "record_url", SLOT_TEXT, NULL, N_("its page")) \
	X(ENTRY_TIME, "time", SLOT_TEXT, NULL, N_("its time in words")) \
	X(ENTRY_WHERE, "where", SLOT_TEXT, NULL, N_("its place on that day")) \
	X(ENTRY_AREA, "area", SLOT_TEXT, NULL, N_("name of its area")) \
	X(ENTRY_WHO, "who", SLOT_TEXT, NULL, N_("for whom, in words")) \
	X(ENTRY_STATE, "state", SLOT_TEXT, NULL, N_("中止, 変更 … in words; empty when as planned")) \
	X(ENTRY_STATE_ID, "state_id", SLOT_TEXT, NULL, \
	  N_("cancelled, changed, postponed, moved, full; for class names")) \
	X(ENTRY_RULES, "rules", SLOT_TEXT, NULL, N_("of ほぼ毎日の催し: when it is not held after all; may be empty")) \
	X(ENTRY_NOTE, "note", SLOT_TEXT, NULL, N_("why, or what is new")) \
	X(ENTRY_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact"))

#define SHAPE_FACT(X) /* とき, ところ, 対象 … */ \
	X(FACT_ID, "id", SLOT_TEXT, NULL, N_("when, where, who, cost …, for class names")) \
	X(FACT_LABEL, "label", SLOT_TEXT, NULL, N_("とき, ところ …")) \
	X(FACT_LINES, "lines", SLOT_LIST, &LINK_SHAPE, N_("what it says, a line each, some with a link")) \
	X(FACT_WAY, "way", SLOT_TEXT, NULL, \
	  N_("of ところ: how far and which way from the nearest station or school; no paper tells it")) \
	X(FACT_WIDE, "wide", SLOT_BOOL, NULL, N_("on a flyer: it needs the whole width"))

#define SHAPE_DATE(X) /* one of the next dates of an event */ \
	X(DATE_WORDS, "words", SLOT_TEXT, NULL, N_("12月8日（火曜日）午前10時から11時30分まで")) \
	X(DATE_ISO, "iso", SLOT_TEXT, NULL, N_("2026-12-08")) \
	X(DATE_STATE, "state", SLOT_TEXT, NULL, N_("中止, 変更 … in words; empty when as planned")) \
	X(DATE_STATE_ID, "state_id", SLOT_TEXT, NULL, N_("cancelled, changed, postponed, moved")) \
	X(DATE_NOTE, "note", SLOT_TEXT, NULL, N_("why, the new place, the new day")) \
	X(DATE_FIRST, "first", SLOT_BOOL, NULL, N_("it is the very next one that is held"))

#define SHAPE_PICTURE(X) \
	X(PICTURE_URL, "image_url", SLOT_TEXT, NULL, N_("address of the picture")) \
	X(PICTURE_ALT, "alt", SLOT_TEXT, NULL, N_("what it shows")) \
	X(PICTURE_WIDTH, "width", SLOT_TEXT, NULL, N_("in pixels")) \
	X(PICTURE_HEIGHT, "height", SLOT_TEXT, NULL, N_("in pixels"))

#define SHAPE_RECORD(X) /* pages, flyers and /r/ of one record */ \
	X(RECORD_ID, "id", SLOT_TEXT, NULL, N_("its id")) \
	X(RECORD_NAME, "name", SLOT_TEXT, NULL, N_("its name")) \
	X(RECORD_KANA, "kana", SLOT_TEXT, NULL, N_("its reading; in data-kana ruby.js lays it over the name")) \
	X(RECORD_KIND, "kind", SLOT_TEXT, NULL, N_("its kind's id")) \
	X(RECORD_KIND_LABEL, "kind_label", SLOT_TEXT, NULL, N_("its kind in words")) \
	X(RECORD_KIND_ICON, "kind_icon_url", SLOT_TEXT, NULL, N_("the picture of its kind in icons.svg")) \
	X(RECORD_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line")) \
	X(RECORD_BODY, "body", SLOT_HTML, NULL, N_("the text")) \
	X(RECORD_BANNER, "banner", SLOT_TEXT, NULL, N_("中止・延期・満員・終了 in a sentence; empty when active")) \
	X(RECORD_BANNER_ID, "banner_id", SLOT_TEXT, NULL, \
	  N_("cancelled, postponed, suspended, full, ended, partly")) \
	X(RECORD_ALERT, "alert", SLOT_TEXT, NULL, N_("what everybody must see first")) \
	X(RECORD_STALE, "stale", SLOT_TEXT, NULL, \
	  N_("the sentence that it was not confirmed for long; else empty")) \
	X(RECORD_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact")) \
	X(RECORD_DATES, "dates", SLOT_LIST, &DATE_SHAPE, N_("the next dates")) \
	X(RECORD_FACTS, "facts", SLOT_LIST, &FACT_SHAPE, N_("とき・ところ・対象 …, in the kind's own order")) \
	X(RECORD_CALL, "call", SLOT_FRAME, &CONTACT_SHAPE, \
	  N_("of a window: the contact whose number reaches it, to stand above all; none where no number is known")) \
	X(RECORD_CONTACTS, "contacts", SLOT_LIST, &CONTACT_SHAPE, N_("whom to ask about it")) \
	X(RECORD_AGES, "ages", SLOT_LIST, &TERM_SHAPE, N_("age bands it names, with their index here")) \
	X(RECORD_PURPOSES, "purposes", SLOT_LIST, &TERM_SHAPE, N_("purposes, with their index here")) \
	X(RECORD_ACCESSIBILITY, "accessibility", SLOT_LIST, &TERM_SHAPE, N_("what makes it easy to come")) \
	X(RECORD_LANGUAGES, "languages", SLOT_LIST, &TERM_SHAPE, N_("languages besides Japanese")) \
	X(RECORD_PICTURES, "pictures", SLOT_LIST, &PICTURE_SHAPE, N_("pictures")) \
	X(RECORD_OPEN, "open", SLOT_TEXT, NULL, N_("for open.js: when it is open for certain; empty: nobody can say")) \
	X(RECORD_OPEN_WORDS, "open_words", SLOT_TEXT, NULL, N_("開いている時間です, 受付の時間です")) \
	X(RECORD_SHUT, "shut", SLOT_TEXT, NULL, N_("for open.js: the days on which that is not certain")) \
	X(RECORD_NEXT, "next", SLOT_TEXT, NULL, N_("events: the next day and time in words")) \
	X(RECORD_MAP_URL, "map_url", SLOT_TEXT, NULL, N_("a map of its place, on another site; empty for samples")) \
	X(RECORD_NEAR, "near", SLOT_LIST, &LINK_SHAPE, N_("近くのほかの活動: others of the area that share a purpose")) \
	X(RECORD_HAS_NEAR, "has_near", SLOT_BOOL, NULL, N_("there are such")) \
	X(RECORD_RELATED, "related", SLOT_LIST, &SECTION_SHAPE, \
	  N_("lists of what belongs to it: events here, windows that hand over …")) \
	X(RECORD_SOURCE, "source", SLOT_LIST, &LINK_SHAPE, N_("where the facts were published")) \
	X(RECORD_ASSURED, "assured", SLOT_TEXT, NULL, N_("確認日 in words")) \
	X(RECORD_UPDATED, "updated", SLOT_TEXT, NULL, N_("更新日 in words; empty without a history")) \
	X(RECORD_CHANGES, "changes", SLOT_LIST, &CHANGE_SHAPE, \
	  N_("変わったところ: what changed lately of its dates, time, place, cost or contact, newest first")) \
	X(RECORD_HAS_CHANGES, "has_changes", SLOT_BOOL, NULL, N_("something of that changed lately")) \
	X(RECORD_URL, "record_url", SLOT_TEXT, NULL, N_("its page")) \
	X(RECORD_CALENDAR_URL, "calendar_url", SLOT_TEXT, NULL, \
	  N_("its days as a calendar file (.ics); empty when none is to come")) \
	X(RECORD_FLYER_URL, "flyer_url", SLOT_TEXT, NULL, N_("its flyer; empty when it has none")) \
	X(RECORD_PDF_URL, "pdf_url", SLOT_TEXT, NULL, \
	  N_("on its page and its flyer's: the flyer as PDF; empty when it has none or PDFs are skipped")) \
	X(RECORD_PDF_SIZE, "pdf_size", SLOT_TEXT, NULL, N_("of what kind, on what paper, how large: PDF・A4・約50KB")) \
	X(RECORD_TEXT_URL, "text_url", SLOT_TEXT, NULL, N_("its flyer as plain text; empty when it has none")) \
	X(RECORD_SHARE, "share", SLOT_TEXT, NULL, N_("events and notices: a text of at most 140 characters for SNS")) \
	X(RECORD_SHARE_URL, "share_url", SLOT_TEXT, NULL, N_("the same as a file, share.txt")) \
	X(RECORD_SHORT_URL, "short_url", SLOT_TEXT, NULL, N_("its short address /r/id/")) \
	X(RECORD_SHORT_TEXT, "short_text", SLOT_TEXT, NULL, N_("the short address as printed, with the host")) \
	X(RECORD_EDITION, "edition", SLOT_TEXT, NULL, N_("版: 8 hex digits of what the flyer shows")) \
	X(RECORD_EASY, "easy", SLOT_BOOL, NULL, N_("it has an easy text")) \
	X(RECORD_HAS_DATES, "has_dates", SLOT_BOOL, NULL, N_("there are next dates")) \
	X(RECORD_HAS_CONTACTS, "has_contacts", SLOT_BOOL, NULL, N_("there are contacts")) \
	X(RECORD_HAS_ACCESSIBILITY, "has_accessibility", SLOT_BOOL, NULL, N_("there are accessibility marks")) \
	X(RECORD_HAS_LANGUAGES, "has_languages", SLOT_BOOL, NULL, N_("there are languages")) \
	X(RECORD_HAS_SOURCE, "has_source", SLOT_BOOL, NULL, N_("there are sources")) \
	X(RECORD_HAS_TERMS, "has_terms", SLOT_BOOL, NULL, N_("there are ages or purposes"))

/* What changed on a record on one day. */
#define SHAPE_CHANGE(X) \
	X(CHANGE_DAY, "day", SLOT_TEXT, NULL, N_("11月23日（月曜日）")) \
	X(CHANGE_ISO, "iso", SLOT_TEXT, NULL, N_("2026-11-23, for <time>")) \
	X(CHANGE_LINES, "lines", SLOT_LIST, NULL, N_("what changed, a sentence each"))

/* A heading with list lines below it. */
#define SHAPE_SECTION(X) \
	X(SECTION_ID, "id", SLOT_TEXT, NULL, N_("for anchors and class names")) \
	X(SECTION_LABEL, "label", SLOT_TEXT, NULL, N_("the heading")) \
	X(SECTION_COUNT, "count", SLOT_TEXT, NULL, N_("how many there are in all")) \
	X(SECTION_LINES, "lines", SLOT_HTML, NULL, N_("<li> elements, made with the layout 'line'")) \
	X(SECTION_MORE_URL, "more_url", SLOT_TEXT, NULL, N_("where the rest is; empty when all are here")) \
	X(SECTION_MORE, "more", SLOT_TEXT, NULL, N_("text of that link"))

/* A tier and who serves there. */
#define SHAPE_TIER(X) \
	X(TIER_LABEL, "label", SLOT_TEXT, NULL, N_("the tier in words")) \
	X(TIER_AREA, "area", SLOT_TEXT, NULL, N_("the area of that tier")) \
	X(TIER_CELLS, "cells", SLOT_LIST, &TIER_CELL_SHAPE, N_("by basis: 地縁型, 目的型"))

#define SHAPE_TIER_CELL(X) \
	X(TIER_CELL_BASIS, "basis", SLOT_TEXT, NULL, N_("地縁型 or 目的型")) \
	X(TIER_CELL_ITEMS, "items", SLOT_LIST, &LINK_SHAPE, N_("schemes or groups, with what they do"))

#define SHAPE_PAGER(X) \
	X(PAGER_PAGES, "pages", SLOT_LIST, &LINK_SHAPE, \
	  N_("numbers of the pages; the current one without link")) \
	X(PAGER_BEFORE_URL, "before_url", SLOT_TEXT, NULL, N_("the page before")) \
	X(PAGER_AFTER_URL, "after_url", SLOT_TEXT, NULL, N_("the page after")) \
	X(PAGER_WORDS, "words", SLOT_TEXT, NULL, N_("3ページ中 2ページ目"))

/* The city, an area or a district, as lines to draw. Lengths are thousandths of the map's width. */
#define SHAPE_MAP(X) \
	X(MAP_LABEL, "label", SLOT_TEXT, NULL, N_("a heading: 西部圏域の地図, or 西部圏域の中の地域 where none is drawn")) \
	X(MAP_DRAWN, "drawn", SLOT_BOOL, NULL, N_("there is a map to draw; else only the list")) \
	X(MAP_VIEW_BOX, "view_box", SLOT_TEXT, NULL, N_("for <svg viewBox>; 1000 wide")) \
	X(MAP_REGIONS, "regions", SLOT_LIST, &MAP_REGION_SHAPE, \
	  N_("districts within sight, to be drawn in this order")) \
	X(MAP_CELLS, "cells", SLOT_LIST, &MAP_CELL_SHAPE, N_("of a district: its chome")) \
	X(MAP_BORDERS, "borders", SLOT_TEXT, NULL, N_("thick lines around areas, for <path d>")) \
	X(MAP_PINS, "pins", SLOT_LIST, &MAP_PIN_SHAPE, N_("of a district: places that have a place on the map")) \
	X(MAP_GROUPS, "groups", SLOT_LIST, &MAP_GROUP_SHAPE, \
	  N_("what the map shows, as a list: areas with their districts")) \
	X(MAP_HAS_PINS, "has_pins", SLOT_BOOL, NULL, N_("there are pins"))

#define SHAPE_MAP_REGION(X) \
	X(MAP_REGION_NAME, "name", SLOT_TEXT, NULL, N_("name of the district, with what it holds")) \
	X(MAP_REGION_URL, "area_url", SLOT_TEXT, NULL, N_("its page; empty on that page itself")) \
	X(MAP_REGION_PATH, "path", SLOT_TEXT, NULL, N_("its shape, for <path d>")) \
	X(MAP_REGION_TINT, "tint", SLOT_TEXT, NULL, N_("1 to 4 by area, 0 outside the area of the page")) \
	X(MAP_REGION_X, "x", SLOT_TEXT, NULL, N_("where its label is centred")) \
	X(MAP_REGION_Y, "y", SLOT_TEXT, NULL, N_("likewise")) \
	X(MAP_REGION_LABEL, "label", SLOT_TEXT, NULL, N_("its short name; empty where it never fits")) \
	X(MAP_REGION_LABEL2, "label2", SLOT_TEXT, NULL, N_("its second line, where it has two")) \
	X(MAP_REGION_NUMBER, "number", SLOT_TEXT, NULL, N_("its number in the list beside the map")) \
	X(MAP_REGION_WIDE, "wide", SLOT_BOOL, NULL, N_("the label fits a wide screen only: else show the number")) \
	X(MAP_REGION_LABELLED, "labelled", SLOT_BOOL, NULL, N_("there is a label or number to show"))

#define SHAPE_MAP_CELL(X) \
	X(MAP_CELL_PATH, "path", SLOT_TEXT, NULL, N_("the chome, for <path d>")) \
	X(MAP_CELL_LABEL, "label", SLOT_TEXT, NULL, N_("as much of 芝久保町1丁目 as fits")) \
	X(MAP_CELL_LABEL2, "label2", SLOT_TEXT, NULL, N_("its second line, where it has two")) \
	X(MAP_CELL_TOWN, "town", SLOT_TEXT, NULL, N_("the town in a label of one line that is tight; else empty")) \
	X(MAP_CELL_CHOME, "chome", SLOT_TEXT, NULL, N_("what follows the town there")) \
	X(MAP_CELL_TIGHT, "tight", SLOT_BOOL, NULL, N_("its town would not fit in longer letters")) \
	X(MAP_CELL_X, "x", SLOT_TEXT, NULL, N_("where its label is centred")) \
	X(MAP_CELL_Y, "y", SLOT_TEXT, NULL, N_("likewise"))

#define SHAPE_MAP_PIN(X) \
	X(MAP_PIN_NUMBER, "number", SLOT_TEXT, NULL, N_("on the map and in the list")) \
	X(MAP_PIN_NAME, "name", SLOT_TEXT, NULL, N_("name of the place")) \
	X(MAP_PIN_URL, "record_url", SLOT_TEXT, NULL, N_("its page")) \
	X(MAP_PIN_WHERE, "where", SLOT_TEXT, NULL, N_("its address and landmark")) \
	X(MAP_PIN_WAY, "way", SLOT_TEXT, NULL, \
	  N_("how far and which way from the nearest station or school; may be empty")) \
	X(MAP_PIN_X, "x", SLOT_TEXT, NULL, N_("where it is on the map")) \
	X(MAP_PIN_Y, "y", SLOT_TEXT, NULL, N_("likewise")) \
	X(MAP_PIN_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact"))

#define SHAPE_MAP_GROUP(X) \
	X(MAP_GROUP_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(MAP_GROUP_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(MAP_GROUP_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(MAP_GROUP_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it has")) \
	X(MAP_GROUP_ALONE, "alone", SLOT_BOOL, NULL, N_("it is the page's own area, and the only group")) \
	X(MAP_GROUP_TINT, "tint", SLOT_TEXT, NULL, N_("as of its districts on the map")) \
	X(MAP_GROUP_ITEMS, "items", SLOT_LIST, &MAP_ITEM_SHAPE, N_("its districts"))

#define SHAPE_MAP_ITEM(X) \
	X(MAP_ITEM_NUMBER, "number", SLOT_TEXT, NULL, N_("its number on the map; empty where it is not on it")) \
	X(MAP_ITEM_NAME, "name", SLOT_TEXT, NULL, N_("name of the district")) \
	X(MAP_ITEM_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(MAP_ITEM_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(MAP_ITEM_CONTACT, "contact", SLOT_TEXT, NULL, N_("its first contact")) \
	X(MAP_ITEM_PHONE, "phone", SLOT_TEXT, NULL, N_("phone number of it")) \
	X(MAP_ITEM_PHONE_URL, "phone_url", SLOT_TEXT, NULL, N_("tel: link; empty for a sample or unknown number")) \
	X(MAP_ITEM_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it has"))

#define ROOT(NAME) \
	X(NAME##_SITE, "site", SLOT_FRAME, &SITE_SHAPE, N_("the whole site; reachable everywhere")) \
	X(NAME##_PAGE, "page", SLOT_FRAME, &PAGE_SHAPE, N_("this page; reachable everywhere"))

#define SHAPE_HOME(X) ROOT(HOME) \
	X(HOME_LEADS, "leads", SLOT_LIST, &ENTRY_SHAPE, \
	  N_("the first important notices and cancellations, by day")) \
	X(HOME_URGENT, "urgent", SLOT_LIST, &ENTRY_SHAPE, \
	  N_("of them what cannot wait: emergencies, and what is called off or changed today")) \
	X(HOME_HAS_URGENT, "has_urgent", SLOT_BOOL, NULL, N_("there is something that cannot wait")) \
	X(HOME_LEADS_MORE, "leads_more", SLOT_TEXT, NULL, \
	  N_("how many there are in all; empty when all are here")) \
	X(HOME_HAS_LEADS, "has_leads", SLOT_BOOL, NULL, N_("there are notices or cancellations")) \
	X(HOME_TROUBLES, "troubles", SLOT_LIST, &TERM_SHAPE, N_("troubles")) \
	X(HOME_AGES, "ages", SLOT_LIST, &TERM_SHAPE, N_("age bands with counts")) \
	X(HOME_PURPOSES, "purposes", SLOT_LIST, &TERM_SHAPE, N_("purposes with counts")) \
	X(HOME_DAYS, "days", SLOT_LIST, &DAY_SHAPE, N_("this week, by day")) \
	X(HOME_TOWNS, "towns", SLOT_LIST, &FIND_TOWN_SHAPE, \
	  N_("towns in the order of their readings, leading to /find/")) \
	X(HOME_MAP, "map", SLOT_FRAME, &MAP_SHAPE, N_("the city with its areas and districts")) \
	X(HOME_NEWS, "news", SLOT_LIST, &NEWS_ITEM_SHAPE, N_("the newest of 更新情報")) \
	X(HOME_NEWS_URL, "news_url", SLOT_TEXT, NULL, N_("更新情報 of the city; empty without a history")) \
	X(HOME_HAS_NEWS, "has_news", SLOT_BOOL, NULL, N_("there is some"))

#define SHAPE_AREA(X) ROOT(AREA) \
	X(AREA_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(AREA_KANA, "kana", SLOT_TEXT, NULL, N_("its reading")) \
	X(AREA_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(AREA_TIER, "tier", SLOT_TEXT, NULL, N_("which tier it is")) \
	X(AREA_SUMMARY, "summary", SLOT_TEXT, NULL, N_("what staff wrote of it")) \
	X(AREA_NOTE, "note", SLOT_TEXT, NULL, N_("that its borders are an estimate, and the like")) \
	X(AREA_SCHOOL, "old_school", SLOT_TEXT, NULL, N_("old school district")) \
	X(AREA_NOTICES, "notices", SLOT_LIST, &SECTION_SHAPE, \
	  N_("中止・変更 and notices of a district; one section or none")) \
	X(AREA_LEADS, "leads", SLOT_LIST, &ENTRY_SHAPE, \
	  N_("the first of them, of an area that holds districts")) \
	X(AREA_LEADS_MORE, "leads_more", SLOT_TEXT, NULL, \
	  N_("how many there are in all; empty when all are here")) \
	X(AREA_HAS_LEADS, "has_leads", SLOT_BOOL, NULL, N_("there are leads")) \
	X(AREA_DAYS, "days", SLOT_LIST, &DAY_SHAPE, N_("this week, by day")) \
	X(AREA_EVENTS_URL, "events_url", SLOT_TEXT, NULL, N_("what is on here")) \
	X(AREA_ALL_URL, "all_url", SLOT_TEXT, NULL, N_("everything here")) \
	X(AREA_NEWS_URL, "news_url", SLOT_TEXT, NULL, N_("更新情報 of the area; empty without a history")) \
	X(AREA_PLACES, "places", SLOT_LIST, &SECTION_SHAPE, N_("standing places; one section or none")) \
	X(AREA_TROUBLES, "troubles", SLOT_LIST, &TERM_SHAPE, N_("troubles")) \
	X(AREA_AGES, "ages", SLOT_LIST, &TERM_SHAPE, N_("age bands with counts")) \
	X(AREA_PURPOSES, "purposes", SLOT_LIST, &TERM_SHAPE, N_("purposes with counts")) \
	X(AREA_KINDS, "kinds", SLOT_LIST, &TERM_SHAPE, N_("kinds with counts, leading to their lists")) \
	X(AREA_TIERS, "tiers", SLOT_LIST, &TIER_SHAPE, N_("who serves me, by tier")) \
	X(AREA_SHEETS, "sheets", SLOT_LIST, &LINK_SHAPE, N_("sheets to print")) \
	X(AREA_MAP, "map", SLOT_FRAME, &MAP_SHAPE, N_("where it lies, and what is in it")) \
	X(AREA_CHILDREN, "children", SLOT_LIST, &TREE_LEAF_SHAPE, N_("areas inside it")) \
	X(AREA_NEIGHBOURS, "neighbours", SLOT_LIST, &LINK_SHAPE, N_("the areas around it")) \
	X(AREA_HAS_TIERS, "has_tiers", SLOT_BOOL, NULL, N_("there are tiers")) \
	X(AREA_HAS_SHEETS, "has_sheets", SLOT_BOOL, NULL, N_("there are sheets")) \
	X(AREA_HAS_CHILDREN, "has_children", SLOT_BOOL, NULL, N_("there are areas inside")) \
	X(AREA_HAS_NEIGHBOURS, "has_neighbours", SLOT_BOOL, NULL, N_("there are areas around"))

#define SHAPE_INDEX(X) ROOT(INDEX) \
	X(INDEX_AGE, "age", SLOT_TEXT, NULL, N_("the age chosen, in words; empty: all")) \
	X(INDEX_PURPOSE, "purpose", SLOT_TEXT, NULL, N_("the purpose chosen, in words; empty: all")) \
	X(INDEX_CHOSEN, "chosen", SLOT_LIST, &TERM_SHAPE, \
	  N_("age and purpose, where one is chosen: the word, and the list without it")) \
	X(INDEX_HAS_CHOSEN, "has_chosen", SLOT_BOOL, NULL, N_("an age or a purpose is chosen")) \
	X(INDEX_WIDER, "wider", SLOT_LIST, &TERM_SHAPE, \
	  N_("the same list of the areas that hold this one, the nearest first")) \
	X(INDEX_HAS_WIDER, "has_wider", SLOT_BOOL, NULL, N_("there is such an area")) \
	X(INDEX_AGES, "ages", SLOT_HTML, NULL, \
	  N_("to choose another age: <li> elements, made with the layout \'parts/tile\'")) \
	X(INDEX_PURPOSES, "purposes", SLOT_HTML, NULL, N_("to choose another purpose: likewise")) \
	X(INDEX_PLACES, "places", SLOT_HTML, NULL, N_("to choose another area, around or inside: likewise")) \
	X(INDEX_SECTIONS, "sections", SLOT_LIST, &SECTION_SHAPE, \
	  N_("those that name the age; those for everyone; まわりで使えるもの")) \
	X(INDEX_CALENDAR_NAME, "calendar_name", SLOT_TEXT, NULL, \
	  N_("what its calendar (.ics) has, in words; empty where there is none")) \
	X(INDEX_CALENDAR_URL, "calendar_url", SLOT_TEXT, NULL, N_("the calendar's whole address, to be copied")) \
	X(INDEX_WEBCAL_URL, "webcal_url", SLOT_TEXT, NULL, N_("the same as webcal:, which opens calendars")) \
	X(INDEX_EMPTY, "empty", SLOT_BOOL, NULL, N_("there is nothing here")) \
	X(INDEX_NEAREST, "nearest", SLOT_LIST, &TERM_SHAPE, \
	  N_("when empty: the nearest combinations that are not")) \
	X(INDEX_PAGER, "pager", SLOT_LIST, &PAGER_SHAPE, N_("one pager, or none when all fits on one page"))

#define SHAPE_KIND_LIST(X) ROOT(LIST) \
	X(LIST_KIND, "kind", SLOT_TEXT, NULL, N_("the kind's id")) \
	X(LIST_SECTIONS, "sections", SLOT_LIST, &SECTION_SHAPE, N_("its records: here, then around")) \
	X(LIST_PLACES, "places", SLOT_LIST, &TERM_SHAPE, N_("the same list of other areas")) \
	X(LIST_EMPTY, "empty", SLOT_BOOL, NULL, N_("there is nothing here")) \
	X(LIST_PAGER, "pager", SLOT_LIST, &PAGER_SHAPE, N_("one pager, or none"))

#define SHAPE_WHATSON(X) ROOT(WHATSON) \
	X(WHATSON_DAYS, "days", SLOT_LIST, &DAY_SHAPE, N_("the next days with what is on")) \
	X(WHATSON_SPAN, "span", SLOT_TEXT, NULL, N_("for how long, in words")) \
	X(WHATSON_PLACES, "places", SLOT_LIST, &TERM_SHAPE, N_("the same of other areas")) \
	X(WHATSON_CALENDAR_NAME, "calendar_name", SLOT_TEXT, NULL, \
	  N_("what its calendar (.ics) has, in words; empty where there is none")) \
	X(WHATSON_CALENDAR_URL, "calendar_url", SLOT_TEXT, NULL, N_("the calendar's whole address, to be copied")) \
	X(WHATSON_WEBCAL_URL, "webcal_url", SLOT_TEXT, NULL, N_("the same as webcal:, which opens calendars")) \
	X(WHATSON_REST, "rest", SLOT_LIST, &SECTION_SHAPE, \
	  N_("events after these days, or without a date; one section or none")) \
	X(WHATSON_NOTICES, "notices", SLOT_LIST, &SECTION_SHAPE, N_("中止・変更 and notices; one section or none")) \
	X(WHATSON_PAGER, "pager", SLOT_LIST, &PAGER_SHAPE, N_("one pager, or none when all fits on one page")) \
	X(WHATSON_EMPTY, "empty", SLOT_BOOL, NULL, N_("nothing is on"))

/* 更新情報 */
#define SHAPE_NEWS(X) ROOT(NEWS) \
	X(NEWS_DAYS, "days", SLOT_LIST, &NEWS_DAY_SHAPE, N_("days with news, newest first")) \
	X(NEWS_SINCE, "since", SLOT_TEXT, NULL, N_("how long back it tells, in words")) \
	X(NEWS_EMPTY, "empty", SLOT_BOOL, NULL, N_("there is no news")) \
	X(NEWS_PLACES, "places", SLOT_LIST, &TERM_SHAPE, N_("the same of other areas")) \
	X(NEWS_FEED_URL, "feed_url", SLOT_TEXT, NULL, N_("the same as an Atom feed")) \
	X(NEWS_JSON_FEED_URL, "json_feed_url", SLOT_TEXT, NULL, N_("the same as a JSON Feed")) \
	X(NEWS_PAGER, "pager", SLOT_LIST, &PAGER_SHAPE, N_("one pager, or none when all fits on one page"))

#define SHAPE_NEWS_DAY(X) \
	X(NEWS_DAY_LABEL, "label", SLOT_TEXT, NULL, N_("11月23日（月曜日）")) \
	X(NEWS_DAY_ISO, "iso", SLOT_TEXT, NULL, N_("2026-11-23, for <time>")) \
	X(NEWS_DAY_ITEMS, "items", SLOT_LIST, &NEWS_ITEM_SHAPE, N_("what is new on that day"))

#define SHAPE_NEWS_ITEM(X) \
	X(NEWS_ITEM_NAME, "name", SLOT_TEXT, NULL, N_("name of the record; empty: only what became of it")) \
	X(NEWS_ITEM_URL, "record_url", SLOT_TEXT, NULL, N_("its page; empty when it has none")) \
	X(NEWS_ITEM_KIND, "kind_label", SLOT_TEXT, NULL, N_("its kind in words")) \
	X(NEWS_ITEM_AREA, "area", SLOT_TEXT, NULL, N_("name of its area")) \
	X(NEWS_ITEM_DAY, "day", SLOT_TEXT, NULL, N_("the day, in words")) \
	X(NEWS_ITEM_ISO, "iso", SLOT_TEXT, NULL, N_("2026-11-23, for <time>")) \
	X(NEWS_ITEM_WHAT, "what", SLOT_TEXT, NULL, \
	  N_("新しくのせました, 中止になりました …; empty when only its fields changed")) \
	X(NEWS_ITEM_WHAT_ID, "what_id", SLOT_TEXT, NULL, \
	  N_("new, cancelled, postponed, suspended, full, resumed, ended, withdrawn …; for class names")) \
	X(NEWS_ITEM_LINES, "lines", SLOT_LIST, NULL, N_("what changed, a sentence each")) \
	X(NEWS_ITEM_STATE, "state", SLOT_TEXT, NULL, N_("中止, 終了 … as it is today, where `what` does not tell it")) \
	X(NEWS_ITEM_STATE_ID, "state_id", SLOT_TEXT, NULL, \
	  N_("cancelled, postponed, suspended, full, ended; for class names")) \
	X(NEWS_ITEM_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line, of what is new")) \
	X(NEWS_ITEM_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact"))

#define SHAPE_RECORD_PAGE(X) ROOT(RECORD_PAGE) \
	X(RECORD_PAGE_RECORD, "record", SLOT_FRAME, &RECORD_SHAPE, N_("the record"))

#define SHAPE_FLYER(X) ROOT(FLYER) \
	X(FLYER_RECORD, "record", SLOT_FRAME, &RECORD_SHAPE, N_("the record")) \
	X(FLYER_HEADLINE, "headline", SLOT_TEXT, NULL, N_("what is read from two steps away")) \
	X(FLYER_HEADLINE_HTML, "headline_html", SLOT_HTML, NULL, N_("the same, names in it not broken")) \
	X(FLYER_LEAD, "lead", SLOT_TEXT, NULL, N_("the summary, while there is room for it")) \
	X(FLYER_BODY, "body", SLOT_LIST, &PARAGRAPH_SHAPE, N_("the record's text, as far as there is room for it")) \
	X(FLYER_BODY_LEADS, "body_leads", SLOT_BOOL, NULL, \
	  N_("the text is what the sheet is for, and stands before the facts")) \
	X(FLYER_MORE, "more", SLOT_TEXT, NULL, N_("where the rest of the text is; empty when all of it is here")) \
	X(FLYER_POINTS, "points", SLOT_LIST, NULL, N_("two or three points, a text each")) \
	X(FLYER_BAND, "band", SLOT_TEXT, NULL, N_("中止, 延期, 変更 across the sheet; empty when as planned")) \
	X(FLYER_BAND_MORE, "band_more", SLOT_TEXT, NULL, N_("what is said behind its first sentence")) \
	X(FLYER_BAND_SHORT, "band_short", SLOT_BOOL, NULL, N_("the band is short, to be set as large as a headline")) \
	X(FLYER_BAND_MIDDLE, "band_middle", SLOT_BOOL, NULL, \
	  N_("the band is longer, and has room for 30 points on one line")) \
	X(FLYER_QR, "qr", SLOT_HTML, NULL, N_("QR code of the short address, an SVG")) \
	X(FLYER_ADDRESS_HTML, "address_html", SLOT_HTML, NULL, \
	  N_("the record's short_text, with places where it may be broken")) \
	X(FLYER_UNTIL, "until", SLOT_TEXT, NULL, N_("掲示期限 in words")) \
	X(FLYER_STAMP, "stamp", SLOT_BOOL, NULL, N_("a box for the 承認印")) \
	X(FLYER_AS_OF, "as_of", SLOT_TEXT, NULL, N_("○年○月○日現在")) \
	X(FLYER_FACTS, "facts", SLOT_LIST, &FACT_SHAPE, \
	  N_("the record's facts as far as its dates and band do not tell them")) \
	X(FLYER_DATES, "dates", SLOT_LIST, &DATE_SHAPE, \
	  N_("the next dates that fit; those that are not as planned always")) \
	X(FLYER_MARKS, "marks", SLOT_LIST, NULL, \
	  N_("what makes it easy to come, and languages; as many as fit")) \
	X(FLYER_TYPE, "type", SLOT_TEXT, NULL, \
	  N_("how large it is set, so that it fills one sheet: large, ample, plain, tight, dense")) \
	X(FLYER_LEFT_OUT, "left_out", SLOT_TEXT, NULL, \
	  N_("that something did not fit, and where it is; else empty")) \
	X(FLYER_TABS, "tabs", SLOT_LIST, &TAB_SHAPE, N_("tear-off tabs")) \
	X(FLYER_HEADLINE_SIZE, "headline_size", SLOT_TEXT, NULL, \
	  N_("s: a short headline, m: a longer one, l: the longest, or any where room is scarce; for a class name")) \
	X(FLYER_HAS_BODY, "has_body", SLOT_BOOL, NULL, N_("there is a text")) \
	X(FLYER_HAS_POINTS, "has_points", SLOT_BOOL, NULL, N_("there are points")) \
	X(FLYER_HAS_DATES, "has_dates", SLOT_BOOL, NULL, N_("there are dates")) \
	X(FLYER_HAS_MARKS, "has_marks", SLOT_BOOL, NULL, N_("there are marks")) \
	X(FLYER_HAS_TABS, "has_tabs", SLOT_BOOL, NULL, N_("there are tabs"))

#define SHAPE_PARAGRAPH(X) \
	X(PARAGRAPH_WORDS, "words", SLOT_TEXT, NULL, N_("what it says")) \
	X(PARAGRAPH_HEADING, "heading", SLOT_BOOL, NULL, N_("it is a heading")) \
	X(PARAGRAPH_ITEM, "item", SLOT_BOOL, NULL, N_("it stands in a list"))

#define SHAPE_TAB(X) \
	X(TAB_NAME, "name", SLOT_TEXT, NULL, N_("the record's name, cut short")) \
	X(TAB_DAY, "day", SLOT_TEXT, NULL, N_("when it is, in short; may be empty")) \
	X(TAB_DAY_SHORT, "day_short", SLOT_TEXT, NULL, N_("the same for a line of a tab")) \
	X(TAB_PHONE, "phone", SLOT_TEXT, NULL, N_("whom to call")) \
	X(TAB_QR, "qr", SLOT_HTML, NULL, N_("QR code of the short address, an SVG"))

#define SHAPE_SHORT(X) ROOT(SHORT) \
	X(SHORT_RECORD, "record", SLOT_FRAME, &RECORD_SHAPE, N_("the record; without facts when withdrawn")) \
	X(SHORT_TARGET_URL, "target_url", SLOT_TEXT, NULL, N_("where it leads; empty when withdrawn")) \
	X(SHORT_WITHDRAWN, "withdrawn", SLOT_TEXT, NULL, N_("the sentence that it was taken back; else empty"))

#define SHAPE_BOARD(X) ROOT(BOARD) \
	X(BOARD_AREA, "area", SLOT_TEXT, NULL, N_("name of the area")) \
	X(BOARD_HOLDS, "holds", SLOT_TEXT, NULL, N_("its towns and chome, in words")) \
	X(BOARD_MONTH, "month", SLOT_TEXT, NULL, N_("2026年12月")) \
	X(BOARD_DAYS_NOTE, "days_note", SLOT_TEXT, NULL, \
	  N_("that nothing of the month is to come, and the days are of the next one; else empty")) \
	X(BOARD_DAYS, "days", SLOT_LIST, &DAY_SHAPE, N_("what is on, by day")) \
	X(BOARD_REGULAR, "regular", SLOT_LIST, &LINK_SHAPE, \
	  N_("what is on several times this month: name, and when and where")) \
	X(BOARD_PLACES, "places", SLOT_LIST, &LINK_SHAPE, N_("standing places with their days")) \
	X(BOARD_LEFT_OUT, "left_out", SLOT_TEXT, NULL, \
	  N_("how many events and places did not fit, and where they are; else empty")) \
	X(BOARD_QR, "qr", SLOT_HTML, NULL, N_("QR code of the area's page, an SVG")) \
	X(BOARD_ADDRESS, "address", SLOT_TEXT, NULL, N_("the area's address as printed")) \
	X(BOARD_CALENDAR_QR, "calendar_qr", SLOT_HTML, NULL, \
	  N_("QR code of the page where phones take the area's calendar, an SVG")) \
	X(BOARD_CALENDAR_ADDRESS, "calendar_address", SLOT_TEXT, NULL, N_("the address of that page as printed")) \
	X(BOARD_ADDRESS_HTML, "address_html", SLOT_HTML, NULL, N_("address, with places where it may be broken")) \
	X(BOARD_CALENDAR_ADDRESS_HTML, "calendar_address_html", SLOT_HTML, NULL, N_("calendar_address, likewise")) \
	X(BOARD_NEXT, "next", SLOT_TEXT, NULL, N_("when the next sheet comes, in words")) \
	X(BOARD_TYPE, "type", SLOT_TEXT, NULL, \
	  N_("how large it is set, so that it fills one sheet: large, ample, plain")) \
	X(BOARD_HAS_REGULAR, "has_regular", SLOT_BOOL, NULL, \
	  N_("there is something several times this month")) \
	X(BOARD_HAS_PLACES, "has_places", SLOT_BOOL, NULL, N_("there are standing places")) \
	X(BOARD_PAPER, "paper", SLOT_TEXT, NULL, N_("its paper as a class name: a4, a3")) \
	X(BOARD_PAPER_NAME, "paper_name", SLOT_TEXT, NULL, N_("its paper: A4, A3")) \
	X(BOARD_MAP, "map", SLOT_FRAME, &MAP_SHAPE, \
	  N_("the area, with the places listed by their numbers; empty where no map is known")) \
	X(BOARD_MAP_KEY, "map_key", SLOT_TEXT, NULL, N_("what the numbers of districts on the map stand for")) \
	X(BOARD_PDF_URL, "pdf_url", SLOT_TEXT, NULL, N_("the sheet as a PDF; empty when there are none")) \
	X(BOARD_PDF_SIZE, "pdf_size", SLOT_TEXT, NULL, N_("of what kind, on what paper, how large: PDF・A4・約50KB")) \
	X(BOARD_SIZE_URL, "size_url", SLOT_TEXT, NULL, N_("the same sheet on other paper; empty: there is none")) \
	X(BOARD_SIZE_NAME, "size_name", SLOT_TEXT, NULL, N_("that paper: A3, A4")) \
	X(BOARD_PLAN_URL, "plan_url", SLOT_TEXT, NULL, N_("貼る・はがす表 of the area's boards; empty: it has none")) \
	X(BOARD_TEXT_URL, "text_url", SLOT_TEXT, NULL, N_("the sheet as plain text")) \
	X(BOARD_OTHER_URL, "other_url", SLOT_TEXT, NULL, N_("the other month's sheet"))

/* 貼る・はがす表 */
#define SHAPE_PLAN(X) ROOT(PLAN) \
	X(PLAN_AREA, "area", SLOT_TEXT, NULL, N_("name of the area")) \
	X(PLAN_BOARDS, "boards", SLOT_LIST, &PLAN_BOARD_SHAPE, N_("its notice boards")) \
	X(PLAN_MORE, "more", SLOT_TEXT, NULL, N_("how many more sheets there are than are listed; empty: none")) \
	X(PLAN_GONE, "gone", SLOT_LIST, &LINK_SHAPE, N_("what comes down: name, and since when or why")) \
	X(PLAN_HAS_GONE, "has_gone", SLOT_BOOL, NULL, N_("something does"))

#define SHAPE_PLAN_BOARD(X) \
	X(PLAN_BOARD_NAME, "name", SLOT_TEXT, NULL, N_("name of the board")) \
	X(PLAN_BOARD_CHOME, "chome", SLOT_TEXT, NULL, N_("where it stands")) \
	X(PLAN_BOARD_OWNER, "owner", SLOT_TEXT, NULL, N_("whose it is")) \
	X(PLAN_BOARD_SIZE, "size", SLOT_TEXT, NULL, N_("the largest paper it takes: A4, A3")) \
	X(PLAN_BOARD_DAYS, "days", SLOT_TEXT, NULL, N_("how many days a sheet may hang there")) \
	X(PLAN_BOARD_STAMP, "stamp", SLOT_BOOL, NULL, N_("sheets need the 承認印")) \
	X(PLAN_BOARD_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact")) \
	X(PLAN_BOARD_SHEETS, "sheets", SLOT_LIST, &PLAN_SHEET_SHAPE, \
	  N_("what goes up there, the first to come down first"))

#define SHAPE_PLAN_SHEET(X) \
	X(PLAN_SHEET_NAME, "name", SLOT_TEXT, NULL, N_("what it is")) \
	X(PLAN_SHEET_URL, "sheet_url", SLOT_TEXT, NULL, N_("where it is printed from")) \
	X(PLAN_SHEET_KIND, "kind_label", SLOT_TEXT, NULL, N_("its kind in words")) \
	X(PLAN_SHEET_SIZE, "size", SLOT_TEXT, NULL, N_("its paper: A4, A3")) \
	X(PLAN_SHEET_EDITION, "edition", SLOT_TEXT, NULL, N_("版 of a flyer; empty for a board sheet")) \
	X(PLAN_SHEET_DOWN, "down", SLOT_TEXT, NULL, N_("its last day; empty: as long as the board allows")) \
	X(PLAN_SHEET_SAMPLE, "sample", SLOT_BOOL, NULL, N_("an example, not a fact"))

/* A blank form to be filled in by hand. */
#define SHAPE_FORM(X) ROOT(FORM) \
	X(FORM_KIND, "kind_label", SLOT_TEXT, NULL, N_("the kind of record it is for, in words")) \
	X(FORM_ROWS, "rows", SLOT_LIST, &FORM_ROW_SHAPE, N_("what it asks"))

#define SHAPE_FORM_ROW(X) \
	X(FORM_ROW_LABEL, "label", SLOT_TEXT, NULL, N_("the field's Japanese name")) \
	X(FORM_ROW_NOTE, "note", SLOT_TEXT, NULL, N_("how to fill it in")) \
	X(FORM_ROW_REQUIRED, "required", SLOT_BOOL, NULL, N_("it cannot be left out")) \
	X(FORM_ROW_ROOM, "room", SLOT_TEXT, NULL, \
	  N_("how much is written there: none, half, line, two, lines, large; for a class name")) \
	X(FORM_ROW_PRINT, "print", SLOT_TEXT, NULL, N_("what is printed there to write between: 年　月　日")) \
	X(FORM_ROW_BOXES, "boxes", SLOT_LIST, NULL, N_("boxes to tick, a text each")) \
	X(FORM_ROW_HAS_BOXES, "has_boxes", SLOT_BOOL, NULL, N_("there are boxes")) \
	X(FORM_ROW_PARTS, "parts", SLOT_LIST, NULL, N_("names of the parts it has, with a line each to write on")) \
	X(FORM_ROW_HAS_PARTS, "has_parts", SLOT_BOOL, NULL, N_("there are parts"))

/* 確認票: what is published now, to be corrected with a pen. */
#define SHAPE_SLIPS(X) ROOT(SLIPS) \
	X(SLIPS_LIST, "slips", SLOT_LIST, &SLIP_SHAPE, N_("one for each organiser"))

#define SHAPE_SLIP(X) \
	X(SLIP_NAME, "name", SLOT_TEXT, NULL, N_("the organiser")) \
	X(SLIP_PHONE, "phone", SLOT_TEXT, NULL, N_("phone number of it, as far as it is known")) \
	X(SLIP_FAX, "fax", SLOT_TEXT, NULL, N_("FAX number of it")) \
	X(SLIP_COUNT, "count", SLOT_TEXT, NULL, N_("how many records it has")) \
	X(SLIP_RECORDS, "records", SLOT_LIST, &RECORD_SHAPE, N_("its records"))

#define SHAPE_CONSULT(X) ROOT(CONSULT) \
	X(CONSULT_FIRST, "first", SLOT_LIST, &CONTACT_SHAPE, \
	  N_("the window that whoever does not know asks first: どれか分からない")) \
	X(CONSULT_GENERAL, "general", SLOT_LIST, &CONTACT_SHAPE, N_("others that take any trouble")) \
	X(CONSULT_HAS_GENERAL, "has_general", SLOT_BOOL, NULL, N_("there are others")) \
	X(CONSULT_TROUBLES, "troubles", SLOT_LIST, &TROUBLE_SHAPE, N_("troubles in their order"))

#define SHAPE_TROUBLE(X) \
	X(TROUBLE_ID, "id", SLOT_TEXT, NULL, N_("its id, for anchors")) \
	X(TROUBLE_LABEL, "label", SLOT_TEXT, NULL, N_("the trouble")) \
	X(TROUBLE_HOTLINES, "hotlines", SLOT_LIST, &CONTACT_SHAPE, N_("numbers to call at once")) \
	X(TROUBLE_AGES, "ages", SLOT_LIST, &TROUBLE_AGE_SHAPE, N_("windows by age")) \
	X(TROUBLE_MORE, "more", SLOT_LIST, &SECTION_SHAPE, N_("places and services that help with it")) \
	X(TROUBLE_HAS_MORE, "has_more", SLOT_BOOL, NULL, N_("there are some")) \
	X(TROUBLE_HAS_HOTLINES, "has_hotlines", SLOT_BOOL, NULL, N_("there are numbers to call at once")) \
	X(TROUBLE_ANCHOR_URL, "anchor_url", SLOT_TEXT, NULL, N_("its place on /find/, for a list of jumps"))

#define SHAPE_TROUBLE_AGE(X) \
	X(TROUBLE_AGE_LABEL, "label", SLOT_TEXT, NULL, N_("the age bands, or どなたでも")) \
	X(TROUBLE_AGE_WINDOWS, "windows", SLOT_LIST, &WINDOW_SHAPE, N_("windows for the whole city")) \
	X(TROUBLE_AGE_NEAR, "near", SLOT_LIST, &WINDOW_SHAPE, N_("windows for some areas")) \
	X(TROUBLE_AGE_HAS_WINDOWS, "has_windows", SLOT_BOOL, NULL, N_("there are windows for the whole city")) \
	X(TROUBLE_AGE_NEAR_COUNT, "near_count", SLOT_TEXT, NULL, N_("how many windows for some areas")) \
	X(TROUBLE_AGE_HAS_NEAR, "has_near", SLOT_BOOL, NULL, N_("there are windows for some areas"))

#define SHAPE_WINDOW(X) \
	X(WINDOW_CONTACT, "contact", SLOT_FRAME, &CONTACT_SHAPE, N_("how to reach it")) \
	X(WINDOW_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line")) \
	X(WINDOW_OUTREACH, "outreach", SLOT_TEXT, NULL, N_("that somebody comes; else empty")) \
	X(WINDOW_HANDS_TO, "hands_to", SLOT_LIST, &LINK_SHAPE, N_("つなぎ先")) \
	X(WINDOW_HAS_HANDS, "has_hands_to", SLOT_BOOL, NULL, N_("it hands over to others")) \
	X(WINDOW_SERVES, "serves", SLOT_TEXT, NULL, N_("its towns and chome, in words; empty for the whole city")) \
	X(WINDOW_AREAS, "areas", SLOT_LIST, &LINK_SHAPE, N_("the smallest areas it serves")) \
	X(WINDOW_HAS_AREAS, "has_areas", SLOT_BOOL, NULL, N_("these are known"))

#define SHAPE_SCHEMES(X) ROOT(SCHEMES) \
	X(SCHEMES_BASES, "bases", SLOT_LIST, NULL, N_("the columns: 地縁型, 目的型")) \
	X(SCHEMES_TIERS, "tiers", SLOT_LIST, &TIER_SHAPE, N_("the rows: tiers with what stands in each cell")) \
	X(SCHEMES_LIST, "list", SLOT_LIST, &SCHEME_ROW_SHAPE, N_("every scheme with its roles")) \
	X(SCHEMES_AREAS, "areas", SLOT_LIST, &SCHEME_AREA_SHAPE, N_("per area: who serves me at each tier"))

#define SHAPE_SCHEME_ROW(X) \
	X(SCHEME_ROW_ID, "id", SLOT_TEXT, NULL, N_("its id, for anchors")) \
	X(SCHEME_ROW_NAME, "name", SLOT_TEXT, NULL, N_("its name")) \
	X(SCHEME_ROW_URL, "record_url", SLOT_TEXT, NULL, N_("its page")) \
	X(SCHEME_ROW_SUMMARY, "summary", SLOT_TEXT, NULL, N_("one line")) \
	X(SCHEME_ROW_ROLES, "roles", SLOT_LIST, &LINK_SHAPE, N_("who does what: name and note")) \
	X(SCHEME_ROW_ANCHOR_URL, "anchor_url", SLOT_TEXT, NULL, N_("#id, for a list of jumps"))

#define SHAPE_SCHEME_AREA(X) \
	X(SCHEME_AREA_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(SCHEME_AREA_NAME_HTML, "name_html", SLOT_HTML, NULL, N_("the same, names in it not broken")) \
	X(SCHEME_AREA_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(SCHEME_AREA_TIERS, "tiers", SLOT_LIST, &TIER_SHAPE, N_("who serves there"))

#define SHAPE_FIND(X) ROOT(FIND) \
	X(FIND_TOWNS, "towns", SLOT_LIST, &FIND_TOWN_SHAPE, N_("towns in the order of their readings")) \
	X(FIND_POSTCODES, "postcodes", SLOT_LIST, &LINK_SHAPE, N_("postal codes, leading to their town")) \
	X(FIND_MAP, "map", SLOT_FRAME, &MAP_SHAPE, N_("the city with its areas and districts"))

#define SHAPE_FIND_TOWN(X) \
	X(FIND_TOWN_ID, "id", SLOT_TEXT, NULL, N_("anchor of the town: its postal code's digits")) \
	X(FIND_TOWN_NAME, "name", SLOT_TEXT, NULL, N_("name of the town")) \
	X(FIND_TOWN_KANA, "kana", SLOT_TEXT, NULL, N_("its reading")) \
	X(FIND_TOWN_POSTAL, "postal", SLOT_TEXT, NULL, N_("its postal code")) \
	X(FIND_TOWN_CHOME, "chome", SLOT_LIST, &FIND_CHOME_SHAPE, N_("its chome")) \
	X(FIND_TOWN_ANCHOR_URL, "anchor_url", SLOT_TEXT, NULL, N_("#id, for a list of jumps"))

#define SHAPE_FIND_CHOME(X) \
	X(FIND_CHOME_ID, "id", SLOT_TEXT, NULL, N_("anchor of the chome: that of its town, -c and its number")) \
	X(FIND_CHOME_NAME, "name", SLOT_TEXT, NULL, N_("3丁目")) \
	X(FIND_CHOME_SEVERAL, "several", SLOT_BOOL, NULL, N_("it lies in several districts: どちらに聞いてもかまいません")) \
	X(FIND_CHOME_DISTRICTS, "districts", SLOT_LIST, &FIND_DISTRICT_SHAPE, N_("the districts"))

#define SHAPE_FIND_DISTRICT(X) \
	X(FIND_DISTRICT_NAME, "name", SLOT_TEXT, NULL, N_("name of the district")) \
	X(FIND_DISTRICT_URL, "area_url", SLOT_TEXT, NULL, N_("its page")) \
	X(FIND_DISTRICT_LOTS, "lots", SLOT_TEXT, NULL, N_("which lots, in words; empty: all")) \
	X(FIND_DISTRICT_AREA, "area", SLOT_TEXT, NULL, N_("the area it is in")) \
	X(FIND_DISTRICT_CONTACT, "contact", SLOT_TEXT, NULL, N_("the window to ask first")) \
	X(FIND_DISTRICT_PHONE, "phone", SLOT_TEXT, NULL, N_("its phone")) \
	X(FIND_DISTRICT_PHONE_URL, "phone_url", SLOT_TEXT, NULL, N_("tel: link"))

#define SHAPE_SEARCH(X) ROOT(SEARCH) \
	X(SEARCH_SAID, "said", SLOT_TEXT, NULL, \
	  N_("what the file of all records says of them, in words with bars between them")) \
	X(SEARCH_DATA_URL, "data_url", SLOT_TEXT, NULL, N_("what search.js searches in")) \
	X(SEARCH_PLACES, "places", SLOT_LIST, &TERM_SHAPE, N_("areas to choose from: their paths as ids")) \
	X(SEARCH_AGES, "ages", SLOT_LIST, &TERM_SHAPE, N_("ages to choose from")) \
	X(SEARCH_PURPOSES, "purposes", SLOT_LIST, &TERM_SHAPE, N_("purposes to choose from")) \
	X(SEARCH_ROWS, "rows", SLOT_LIST, &TERM_SHAPE, N_("rows of the syllabary, leading to their lists"))

#define SHAPE_KANA(X) ROOT(KANA) \
	X(KANA_ROWS_LIST, "rows", SLOT_LIST, &TERM_SHAPE, N_("rows of the syllabary, leading to their lists")) \
	X(KANA_SECTIONS, "sections", SLOT_LIST, &SECTION_SHAPE, N_("the records of this row")) \
	X(KANA_PAGER, "pager", SLOT_LIST, &PAGER_SHAPE, N_("a pager, or none"))

/* about, accessibility, 404 */
#define SHAPE_TESTED(X) /* the last run of the accessibility tests */ \
	X(TESTED_DATE, "date", SLOT_TEXT, NULL, N_("the day of the tests, in words")) \
	X(TESTED_TOOLS, "tools", SLOT_TEXT, NULL, N_("programs the tests were made with")) \
	X(TESTED_PAGES, "pages", SLOT_TEXT, NULL, N_("how many pages the site had")) \
	X(TESTED_LOOKED, "looked", SLOT_TEXT, NULL, N_("how many of them were looked at")) \
	X(TESTED_FINDINGS, "findings", SLOT_TEXT, NULL, N_("how many problems were found in them")) \
	X(TESTED_HTML_PAGES, "html_pages", SLOT_TEXT, NULL, N_("how many pages' HTML was tested")) \
	X(TESTED_HTML_FINDINGS, "html_findings", SLOT_TEXT, NULL, N_("how many problems that found")) \
	X(TESTED_VIEWS, "views", SLOT_LIST, NULL, N_("how they were looked at, a text each")) \
	X(TESTED_PASSED, "passed", SLOT_LIST, NULL, N_("what was tried and went well, a text each")) \
	X(TESTED_FAILED, "failed", SLOT_LIST, NULL, N_("what was tried and did not, a text each")) \
	X(TESTED_HAS_FAILED, "has_failed", SLOT_BOOL, NULL, N_("something did not"))

#define SHAPE_TEXT_PAGE(X) ROOT(TEXT_PAGE) \
	X(TEXT_PAGE_TESTED, "tested", SLOT_FRAME, &TESTED_SHAPE, \
	  N_("the last run of the tests; empty: there is no record of one")) \
	X(TEXT_PAGE_COUNTS, "counts", SLOT_LIST, &TERM_SHAPE, N_("how many records of each kind there are"))

#define SHAPE_DATA_FILE(X) \
	X(DATA_FILE_NAME, "name", SLOT_TEXT, NULL, N_("what the file is called: イベント一覧")) \
	X(DATA_FILE_URL, "data_url", SLOT_TEXT, NULL, N_("the file")) \
	X(DATA_FILE_FORMAT, "format", SLOT_TEXT, NULL, N_("CSV, JSON …")) \
	X(DATA_FILE_ABOUT, "about", SLOT_TEXT, NULL, N_("what it holds, in a sentence")) \
	X(DATA_FILE_COUNT, "count", SLOT_TEXT, NULL, N_("how many rows it has; empty where that says nothing")) \
	X(DATA_FILE_SAMPLE, "sample", SLOT_TEXT, NULL, N_("how it begins"))

#define SHAPE_DATA(X) ROOT(DATA) \
	X(DATA_FILES, "files", SLOT_LIST, &DATA_FILE_SHAPE, N_("files of the whole city")) \
	X(DATA_AREAS, "area_files", SLOT_LIST, &LINK_SHAPE, \
	  N_("records.json of each area that has records of its own")) \
	X(DATA_CHANGED, "changed", SLOT_TEXT, NULL, \
	  N_("the day on which a record last changed; empty: unknown"))

/* What `keijiban check --report` writes for a meeting. It is no page of the site. */
#define SHAPE_REPORT(X) \
	X(REPORT_SITE, "site", SLOT_FRAME, &SITE_SHAPE, N_("the whole site; reachable everywhere")) \
	X(REPORT_DATE, "date", SLOT_TEXT, NULL, N_("the day it is of, in words")) \
	X(REPORT_ERRORS, "errors", SLOT_TEXT, NULL, N_("how many errors there are")) \
	X(REPORT_WARNINGS, "warnings", SLOT_TEXT, NULL, N_("how many warnings")) \
	X(REPORT_COUNTS, "counts", SLOT_LIST, &REPORT_COUNT_SHAPE, N_("how many records of each kind can be found")) \
	X(REPORT_PURPOSES, "purposes", SLOT_LIST, NULL, N_("heads of the columns of `by_purpose`")) \
	X(REPORT_BY_PURPOSE, "by_purpose", SLOT_LIST, &REPORT_ROW_SHAPE, \
	  N_("areas: how many records for each purpose")) \
	X(REPORT_AGES, "ages", SLOT_LIST, NULL, N_("heads of the columns of `by_age`")) \
	X(REPORT_BY_AGE, "by_age", SLOT_LIST, &REPORT_ROW_SHAPE, \
	  N_("areas: how many purposes have something for each age")) \
	X(REPORT_NO_PLACE, "no_place", SLOT_LIST, NULL, N_("districts with no place to gather in")) \
	X(REPORT_NO_OUTREACH, "no_outreach", SLOT_LIST, NULL, N_("districts that no window's outreach serves")) \
	X(REPORT_STALE_BY_AREA, "stale_by_area", SLOT_LIST, &REPORT_COUNT_SHAPE, \
	  N_("areas with records not assured for long")) \
	X(REPORT_OWNERS, "owners", SLOT_LIST, &REPORT_COUNT_SHAPE, N_("offices (担当) and their records")) \
	X(REPORT_STALE, "stale", SLOT_LIST, &REPORT_ITEM_SHAPE, N_("records not assured for long, oldest first")) \
	X(REPORT_ENDING, "ending", SLOT_LIST, &REPORT_ITEM_SHAPE, \
	  N_("events that end this month, and nothing follows")) \
	X(REPORT_YEAR_END, "year_end", SLOT_TEXT, NULL, N_("the last day of this fiscal year, in words")) \
	X(REPORT_RENEWALS, "renewals", SLOT_LIST, &REPORT_OFFICE_SHAPE, \
	  N_("what to look at before it ends, by office (担当)")) \
	X(REPORT_ALIKE, "alike", SLOT_LIST, &REPORT_ITEM_SHAPE, N_("records that may be one")) \
	X(REPORT_UNUSED, "unused", SLOT_LIST, &REPORT_COUNT_SHAPE, N_("words that no record uses, by their list"))

#define SHAPE_REPORT_ROW(X) \
	X(REPORT_ROW_NAME, "name", SLOT_TEXT, NULL, N_("name of the area")) \
	X(REPORT_ROW_LEAF, "leaf", SLOT_BOOL, NULL, N_("there is no area inside it")) \
	X(REPORT_ROW_CELLS, "cells", SLOT_LIST, &REPORT_CELL_SHAPE, N_("one a column"))

#define SHAPE_REPORT_CELL(X) \
	X(REPORT_CELL_TEXT, "text", SLOT_TEXT, NULL, N_("the number, in words where it is none: なし")) \
	X(REPORT_CELL_HEAT, "heat", SLOT_TEXT, NULL, N_("h0 (nothing) to h4 (most), for class names"))

#define SHAPE_REPORT_COUNT(X) \
	X(REPORT_COUNT_NAME, "name", SLOT_TEXT, NULL, N_("what is counted")) \
	X(REPORT_COUNT_COUNT, "count", SLOT_TEXT, NULL, N_("how many")) \
	X(REPORT_COUNT_OF, "of", SLOT_TEXT, NULL, N_("of how many; may be empty")) \
	X(REPORT_COUNT_NOTE, "note", SLOT_TEXT, NULL, N_("what else to know; may be empty"))

#define SHAPE_REPORT_OFFICE(X) \
	X(REPORT_OFFICE_NAME, "name", SLOT_TEXT, NULL, N_("the office; in words where nobody is named")) \
	X(REPORT_OFFICE_COUNT, "count", SLOT_TEXT, NULL, N_("how many records")) \
	X(REPORT_OFFICE_ITEMS, "items", SLOT_LIST, &REPORT_ITEM_SHAPE, N_("the records: what is due, and by when"))

#define SHAPE_REPORT_ITEM(X) \
	X(REPORT_ITEM_NAME, "name", SLOT_TEXT, NULL, N_("name of the record")) \
	X(REPORT_ITEM_AREA, "area", SLOT_TEXT, NULL, N_("its area")) \
	X(REPORT_ITEM_DATE, "date", SLOT_TEXT, NULL, N_("the day in question, in words")) \
	X(REPORT_ITEM_OWNER, "owner", SLOT_TEXT, NULL, N_("担当")) \
	X(REPORT_ITEM_NOTE, "note", SLOT_TEXT, NULL, N_("what of it is due; may be empty")) \
	X(REPORT_ITEM_FILE, "file", SLOT_TEXT, NULL, N_("the file to mend")) \
	X(REPORT_ITEM_OTHER, "other", SLOT_TEXT, NULL, N_("the file of the other one"))

#define SHAPES(S) \
	S(TERM) S(LINK) S(CONTACT) S(ASK) S(ASK_OTHER) S(TREE) S(TREE_LEAF) S(CREDIT) S(SITE) S(TONGUE) S(PAGE) \
	S(LINE) S(DAY) S(ENTRY) S(FACT) S(DATE) S(PICTURE) S(RECORD) S(CHANGE) S(SECTION) S(TIER) \
	S(MAP) S(MAP_REGION) S(MAP_CELL) S(MAP_PIN) S(MAP_GROUP) S(MAP_ITEM) \
	S(TIER_CELL) S(PAGER) S(HOME) S(AREA) S(INDEX) S(KIND_LIST) S(WHATSON) S(NEWS) S(NEWS_DAY) \
	S(NEWS_ITEM) S(RECORD_PAGE) S(FLYER) S(PARAGRAPH) S(TAB) S(SHORT) S(BOARD) \
	S(PLAN) S(PLAN_BOARD) S(PLAN_SHEET) S(FORM) S(FORM_ROW) S(SLIPS) S(SLIP) S(CONSULT) S(TROUBLE) S(TROUBLE_AGE) \
	S(WINDOW) S(SCHEMES) S(SCHEME_ROW) S(SCHEME_AREA) S(FIND) S(FIND_TOWN) S(FIND_CHOME) \
	S(FIND_DISTRICT) S(SEARCH) S(KANA) S(TESTED) S(TEXT_PAGE) S(DATA_FILE) S(DATA) \
	S(REPORT) S(REPORT_ROW) S(REPORT_CELL) S(REPORT_COUNT) S(REPORT_OFFICE) S(REPORT_ITEM)

#define X(enumerator, name, type, shape, help) SLOT_##enumerator,
#define ONE_ENUM(NAME) enum { SHAPE_##NAME(X) NAME##_SLOTS };
SHAPES(ONE_ENUM)
#undef ONE_ENUM
#undef X

#define ONE_SHAPE(NAME) extern const Shape NAME##_SHAPE;
SHAPES(ONE_SHAPE)
#undef ONE_SHAPE

#endif
