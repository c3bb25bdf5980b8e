#include "render/view.h"
#include "render/words.h"

static Value texts(Texts from, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < from.count; i++)
		list_add_text(&list, from.items[i]);
	return list_value(&list);
}

static Value number(int n, Arena *a)
{
	return value_text(words_number((size_t)n, a));
}

static Value view_tested(const Tested *t, Arena *a)
{
	Value *s = frame_slots(&TESTED_SHAPE, a);
	if (!t->date)
		return (Value){ 0 };
	s[SLOT_TESTED_DATE] = value_text(words_date(t->date, a));
	s[SLOT_TESTED_TOOLS] = value_text(t->tools);
	s[SLOT_TESTED_PAGES] = number(t->pages, a);
	s[SLOT_TESTED_LOOKED] = number(t->looked, a);
	s[SLOT_TESTED_FINDINGS] = number(t->findings, a);
	s[SLOT_TESTED_HTML_PAGES] = number(t->html_pages, a);
	s[SLOT_TESTED_HTML_FINDINGS] = number(t->html_findings, a);
	s[SLOT_TESTED_VIEWS] = texts(t->views, a);
	s[SLOT_TESTED_PASSED] = texts(t->passed, a);
	s[SLOT_TESTED_FAILED] = texts(t->failed, a);
	s[SLOT_TESTED_HAS_FAILED] = value_bool(t->failed.count > 0);
	return value_frame(&TESTED_SHAPE, s);
}

/* Pages whose text stands in their layout. */
static Str text_page(Desk *desk, const Output *out, LayoutId layout, const PageHead *head)
{
	const Press *press = desk->press;
	Value *s = frame_slots(&TEXT_PAGE_SHAPE, &desk->page);
	s[SLOT_TEXT_PAGE_SITE] = press->site_frame;
	s[SLOT_TEXT_PAGE_PAGE] = view_page(desk, out, head);
	if (layout == LAYOUT_ACCESSIBILITY)
		s[SLOT_TEXT_PAGE_TESTED] = view_tested(&press->site->tested, &desk->page);
	s[SLOT_TEXT_PAGE_COUNTS] = view_kinds(press, out->area, &desk->page);
	return desk_render(desk, layout, s);
}

Str render_about(Desk *desk, const Output *out)
{
	const PageHead head = {
		.heading = STR("このサイトについて"),
		.kind = STR("about"),
		.crumb = STR("このサイトについて"),
		.of_site = true,
		.summary = STR("何を、だれが、どのように載せているか。使った資料と、見込みで作った"
		               "ところ。"),
	};
	return text_page(desk, out, LAYOUT_ABOUT, &head);
}

Str render_accessibility(Desk *desk, const Output *out)
{
	const PageHead head = {
		.heading = STR("使いやすさ（アクセシビリティ）"),
		.kind = STR("accessibility"),
		.crumb = STR("使いやすさ"),
		.of_site = true,
		.summary = STR("このサイトの使いやすさの基準と、基準に合わないところ。"),
	};
	return text_page(desk, out, LAYOUT_ACCESSIBILITY, &head);
}

Str render_missing(Desk *desk, const Output *out)
{
	const PageHead head = { .heading = STR("ページが見つかりません"),
		                .kind = STR("missing"),
		                .crumb = STR("ページが見つかりません"),
		                .of_site = true,
		                .noindex = true };
	return text_page(desk, out, LAYOUT_MISSING, &head);
}
