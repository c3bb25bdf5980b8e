#include "render/view.h"

/* Pages whose text stands in their layout. */
static Str text_page(Desk *desk, const Output *out, LayoutId layout, const PageHead *head)
{
	const Press *press = desk->press;
	Value *s = frame_slots(&TEXT_PAGE_SHAPE, &desk->page);
	s[SLOT_TEXT_PAGE_SITE] = press->site_frame;
	s[SLOT_TEXT_PAGE_PAGE] = view_page(desk, out, head);
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
